/** Tells whoever keeps the log what failed: codes and ids, never a person’s words. */
export type Report = (what: string, error: unknown) => void
