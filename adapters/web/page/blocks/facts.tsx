import type { BlockOf } from './block.ts'

export const Facts = ({ block }: { readonly block: BlockOf<'facts'> }) => (
  <table class="facts">
    <tbody>
      {block.facts.map(({ label, value }, index) => (
        <tr key={index}>
          <th scope="row" dir="auto">
            {label}
          </th>
          <td dir="auto">{value}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
