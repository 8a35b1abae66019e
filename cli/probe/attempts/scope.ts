/** What Entra is asked for, for a token with an audience: all that was granted for it. */
export function scopeOf(audience: string): string {
  return audience.endsWith("/.default") ? audience : `${audience}/.default`;
}
