import { chatPath, viewPath } from '../ids.ts'
import type { Person } from '../wire.ts'
import { Mark } from './mark.tsx'

interface Props {
  readonly people: readonly Person[]
  readonly person: Person | undefined
  readonly choose: (key: string) => void
}

export const Header = ({ people, person, choose }: Props) => (
  <header class="top">
    <a class="brand" href={person === undefined ? '/' : chatPath(person.key)}>
      <Mark />
      Throughline
    </a>
    {person !== undefined && (
      <nav aria-label="Pages">
        <a href={viewPath('home', person.key)}>Home</a>
      </nav>
    )}
    <label class="you">
      <span>You are</span>
      <select
        value={person?.key ?? ''}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
        autocomplete="off"
      >
        {person === undefined && (
          <option value="" disabled>
            Please choose
          </option>
        )}
        {people.map(({ key, name, role }) => (
          <option key={key} value={key}>
            {name} ({role})
          </option>
        ))}
      </select>
    </label>
  </header>
)
