export interface CsvRow {
  /** Line of the file on which it begins; the heading is line 1. */
  readonly line: number
  readonly cells: readonly string[]
  /** What is wrong with its quotation marks. */
  readonly wrong?: string
}

const INSIDE =
  'A quotation mark stands inside a cell: put the whole cell in quotation marks and double the one in it.'
const OPEN = 'A quotation mark opens here and never closes, so nothing after it was read: close it.'

/** The separator that the heading uses most: Excel writes semicolons in many countries. */
const separatorOf = (text: string): string => {
  const heading = text.split(/[\r\n]/, 1)[0] ?? ''
  const often = (mark: string): number => heading.split(mark).length
  return [',', ';', '\t'].toSorted((a, b) => often(b) - often(a))[0] ?? ','
}

const endsIn = (text: string): number => text.split(/\r\n|\r|\n/).length - 1

/** From here on: one cell with what ends it, or, where its quotation marks are wrong, the lines that cannot be read. */
const cellReader = (text: string) => {
  const mark = separatorOf(text)
  const end = '\\r\\n|\\r|\\n|$'
  const cell = new RegExp(
    `("(?:[^"]|"")*"|[^"${mark}\\r\\n][^${mark}\\r\\n]*|)(${mark}|${end})`,
    'y',
  )
  const rest = new RegExp(`[^\\r\\n]*(?:${end})`, 'y')
  return (at: number) => {
    cell.lastIndex = at
    const [whole, raw = '', by] = cell.exec(text) ?? []
    if (whole !== undefined) {
      const bare = !raw.startsWith('"')
      const value = (bare ? raw : raw.slice(1, -1).replaceAll('""', '"')).trim()
      const wrong = bare && raw.includes('"') ? { wrong: INSIDE } : {}
      return { whole, value, last: by !== mark, ...wrong }
    }
    if (!/^"(?:[^"]|"")*"/.test(text.slice(at)))
      return { whole: text.slice(at), value: '', last: true, wrong: OPEN }
    rest.lastIndex = at
    return { whole: rest.exec(text)?.[0] ?? '', value: '', last: true, wrong: INSIDE }
  }
}

/** Rows as RFC 4180 has them, with any line ends and with or without a byte order mark; empty lines are left out. */
export const readCsv = (file: string): readonly CsvRow[] => {
  const text = `${file.replace(/^\uFEFF/, '').replace(/[\r\n]+$/, '')}\n`
  const read = cellReader(text)
  const rows: CsvRow[] = []
  let row: { line: number; cells: string[]; wrong?: string } = { line: 1, cells: [] }
  for (let at = 0, line = 1; at < text.length; ) {
    const { whole, value, last, wrong } = read(at)
    row.cells.push(value)
    if (wrong !== undefined) row.wrong ??= wrong
    at += whole.length
    line += endsIn(whole)
    if (!last) continue
    if (row.wrong !== undefined || row.cells.some(each => each !== '')) rows.push(row)
    row = { line, cells: [] }
  }
  return rows
}
