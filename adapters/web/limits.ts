/** Every limit of the local chat in one table; server and page obey the same one. */
export const LIMITS = {
  /** Bytes of one request body. */
  body: 256 * 1024,
  /** How deep the JSON of a body may nest. */
  depth: 20,
  /** Requests per second and browser, after a first burst (a page load is eight requests). */
  perSecond: 20,
  burst: 80,
  /** Browsers remembered for the above. */
  browsers: 1000,
  /** Characters of one typed text or field: what a turn can hold. Shorter limits are the bot's, in words. */
  typed: 32_000,
  /** Values of a choice of several, or lines of a list. */
  values: 100,
  /** Characters of what the page says back to the other tabs of the same person. */
  shown: 32_000,
  /** Characters of a summary in the title of the tab. */
  summary: 140,
  /** Characters of the name of a view. */
  view: 300,
  /** Open streams in all; one more is turned away and tries again. */
  streams: 64,
  /** Open streams of one browser, which keeps six connections to a host in all; the tab that opened first asks instead. */
  streamsPerBrowser: 4,
  /** Ms between two questions of a tab without a stream, and how long it counts as open after one. */
  ask: 2000,
  seen: 10_000,
  /** Bytes a slow tab may have waiting before its stream is closed; it comes back and catches up. */
  backlog: 1024 * 1024,
  /** Ms between two signs of life on a stream, and how long the page waits for one. */
  beat: 10_000,
  silence: 25_000,
  /** Ms a request waits for what comes of a turn that is already saved. */
  outcome: 20_000,
  /** Ms after which the page gives a request up and repeats it. */
  request: 30_000,
} as const
