import type { Request, Response } from 'express'

import type { Download } from '../../src/core/card.ts'
import type { Incident } from './errors.ts'
import { ANSWERS } from './errors.ts'
import type { Reason } from './gate.ts'

/** What a handler says: something to send, the name of a refusal, or that it has taken the response over. */
export type Answer =
  | keyof typeof ANSWERS
  | 'taken'
  | { readonly refused: Reason }
  | { readonly json: unknown; readonly status?: number }
  | { readonly type: string; readonly body: string; readonly status?: number }
  | { readonly file: Pick<Download, 'name' | 'type' | 'text'> }

const giveNamed = (response: Response, name: keyof typeof ANSWERS): void => {
  const { status, says } = ANSWERS[name]
  // What was refused may not have been read to its end.
  if (!response.req.complete) response.setHeader('Connection', 'close')
  response.status(status).type('text/plain').send(says)
}

/** To be kept, never to be opened in the browser. */
const giveFile = (
  response: Response,
  { name, type, text }: Pick<Download, 'name' | 'type' | 'text'>,
): void => {
  response.setHeader('Content-Disposition', `attachment; filename="${name}"`)
  response.type(`${type}; charset=utf-8`).send(text)
}

export const give = (
  response: Response,
  answer: Answer,
  report: (incident: Incident) => void = () => {},
): void => {
  if (answer === 'taken' || response.headersSent || response.destroyed) return
  if (typeof answer === 'string') giveNamed(response, answer)
  else if ('refused' in answer) {
    report({ kind: 'refused', why: answer.refused })
    giveNamed(response, 'notFound')
  } else if ('file' in answer) giveFile(response, answer.file)
  else if ('json' in answer) response.status(answer.status ?? 200).json(answer.json)
  else
    response
      .status(answer.status ?? 200)
      .type(answer.type)
      .send(answer.body)
}

/** One value of the query; a repeated name counts as none. */
export const queried = (request: Request, name: string): string | undefined => {
  const value: unknown = request.query[name]
  return typeof value === 'string' ? value : undefined
}
