/** Every limit of Slack’s that we meet, in one table; lengths are characters after escaping. */
export const LIMITS = {
  /** Bytes of one request to us. */
  body: 1024 * 1024,
  /** Blocks of a message, and of a modal or a home with room for what we add. */
  messageBlocks: 48,
  viewBlocks: 90,
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
  /** Up to so many options are all shown; more of them fold into a menu. */
  open: 10,
  /** Controls in one row; Slack takes 25, a person fewer. */
  row: 5,
  title: 24,
  inputLabel: 2000,
  hint: 2000,
  input: 3000,
  /** Questions on one page of a form. */
  questions: 6,
  metadata: 3000,
  blockId: 200,
} as const
