/** What a button carries: a verb and small named values, as one short string that every platform can hold. */
export interface Press {
  readonly verb: string
  readonly args: Readonly<Record<string, string>>
}

/** The longest encoded press; Slack allows 2,000 characters in a button's value and we keep room. */
export const MAX_PRESS = 1900

/** `press('answer', { part, step })` → `answer?part=…&step=…`. Never put a person's words in it. */
export const press = (verb: string, args: Readonly<Record<string, string>> = {}): string => {
  const query = new URLSearchParams(args).toString()
  return query === '' ? verb : `${verb}?${query}`
}

/** Reads what a platform sent back. Anything strange becomes a press nobody answers, never an error. */
export const readPress = (text: string): Press => {
  if (text.length > MAX_PRESS) return { verb: '', args: {} }
  const mark = text.indexOf('?')
  if (mark < 0) return { verb: text, args: {} }
  const args = Object.fromEntries(new URLSearchParams(text.slice(mark + 1)))
  return { verb: text.slice(0, mark), args }
}
