/** Whether text is a GUID as Entra writes it. Apart from what makes GUIDs, which the access review does not load. */
export function isGuid(text: string): boolean {
  return /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(text);
}
