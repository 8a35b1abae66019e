/** Whether a text is a day of the calendar, `2027-02-28`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(text);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

const millisecondsOfDay = 24 * 60 * 60 * 1000;

/** The moment at which a day of the calendar ends, UTC, as Terraform writes one. */
export function endOfDay(day: string): string {
  return new Date(Date.parse(day) + millisecondsOfDay).toISOString();
}
