/** JSON that a screen can show: what it would obey is escaped, beyond what the format demands. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/[\p{Cf}\u007f-\u009f\u2028\u2029]/gu, (character) =>
    [...Array(character.length).keys()].map((unit) => `\\u${hexOf(character.charCodeAt(unit))}`).join(""),
  );
}

function hexOf(code: number): string {
  return code.toString(16).padStart(4, "0");
}
