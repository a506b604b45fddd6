import { sayDate } from './time.ts'

const isoDate = /^\d{4}-\d{2}-\d{2}$/

const field = (thing: object, name: string): unknown => Reflect.get(thing, name)

const oneLine = (value: unknown, today: string): string => {
  if (typeof value === 'string') return isoDate.test(value) ? sayDate(value, today) : value
  return typeof value === 'number' ? String(value) : ''
}

/** `Call the clinic · Ben · by Friday 4 December · so that they know`. */
const thing = (value: object, today: string): string => {
  const [what, who, by, why] = ['what', 'who', 'by', 'why'].map(name =>
    oneLine(field(value, name), today),
  )
  const because =
    why === undefined || why === '' ? '' : /^so that|^because/i.test(why) ? why : `so that ${why}`
  return [what, who, by === '' ? '' : `by ${by}`, because].filter(each => each !== '').join(' · ')
}

/** An answer as a person reads it: one entry for each line or thing. */
export const show = (value: unknown, today: string): readonly string[] => {
  if (Array.isArray(value))
    return value.map(each =>
      typeof each === 'object' && each !== null ? thing(each, today) : oneLine(each, today),
    )
  const text = oneLine(value, today)
  return text === '' ? [] : [text]
}
