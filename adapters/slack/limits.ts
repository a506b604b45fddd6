/** Every limit of Slack’s that we meet, in one table; lengths are characters after escaping. */
export const LIMITS = {
  /** Bytes of one request to us. */
  body: 1024 * 1024,
  /** Blocks of a message, and of a modal or a home with room for what we add. */
  messageBlocks: 48,
  viewBlocks: 90,
  /** Bytes of a view with room for what we add; Slack takes 250,000. */
  viewBytes: 200_000,
  /** All words of one message; Slack refuses somewhat above thirteen thousand. */
  messageText: 10_000,
  /** The line a notification shows. */
  preview: 140,
  section: 3000,
  header: 150,
  context: 2000,
  /** Label of a button or an option. */
  label: 75,
  /** What a button carries, and what an option does. */
  press: 2000,
  option: 75,
  options: 100,
  /** Bytes that the options of one control take: in a message, and in a view. */
  messageOptions: 6000,
  viewOptions: 100_000,
  /** Up to so many options are all shown; more of them fold into a menu. */
  open: 10,
  /** Controls in one row; Slack takes 25, a person fewer. */
  row: 5,
  /** Characters of all options together that are written out because one is too long for its control. */
  optionWords: 30_000,
  title: 24,
  inputLabel: 2000,
  hint: 2000,
  input: 3000,
  /** Bytes of one question with all that stands in it. */
  field: 170_000,
  /** Questions on one page of a form. */
  questions: 6,
  metadata: 3000,
  blockId: 200,
} as const

/** Bytes as they are sent. */
export const bytesOf = (given: unknown): number => Buffer.byteLength(JSON.stringify(given))
