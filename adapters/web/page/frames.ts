import type { Live } from '../wire.ts'

/** Reads a stream of server-sent events; ends when it ends, throws when it breaks. */
export const readFrames = async (
  body: ReadableStream<Uint8Array>,
  hear: (live: Live) => void,
): Promise<void> => {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const frames = (rest + decoder.decode(value, { stream: true })).split('\n\n')
    rest = frames.pop() ?? ''
    for (const frame of frames) {
      const live: Live = JSON.parse(frame.slice('data: '.length))
      hear(live)
    }
  }
}
