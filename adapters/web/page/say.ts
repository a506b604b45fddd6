const language = navigator.language.startsWith('en') ? navigator.language : 'en-GB'

const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' })
const day = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' })
const shortDay = new Intl.DateTimeFormat(language, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
})

/** Epoch ms → words in this browser's zone. */
export const sayTime = (at: number): string => time.format(at)
export const sayDay = (at: number): string => day.format(at)
export const sayMoment = (at: number): string => `${shortDay.format(at)}, ${time.format(at)}`

const date = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' })

/** ISO date → words. */
export const sayDate = (iso: string): string => date.format(Date.parse(iso))

/** The page's own technical words; everything else on it is the bot's. */
export const WORDS = {
  lost: 'The connection is interrupted. What you write is kept, and this page reconnects by itself.',
  refused:
    'This page is no longer signed in. Open the link again that Throughline printed when it started; what you typed stays here.',
  waiting: 'Not saved yet, trying again…',
  notSaved: 'Not saved. Your words are still in the box below.',
  notTaken:
    'That could not be taken. Please reload the page and try once more; what you typed is kept.',
  tooLong: 'This is too long to send. Please shorten it, or send it in parts.',
  sending: 'Sending…',
  saving: 'Saving…',
  sent: 'Sent',
  closing: 'What you typed is kept when you close this.',
  refusedTurn: 'Not saved',
  noView: 'There is nothing here, or nothing that is yours to read.',
  clock: 'The clock could not be moved. Please try again.',
} as const
