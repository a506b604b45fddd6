/** The IANA zone somebody means by its name or its city (`phoenix`); undefined when there is none like that. */
export const readZone = (typed: string): string | undefined => {
  const text = typed.trim().toLowerCase().replaceAll(' ', '_')
  if (text === 'utc') return 'UTC'
  const zones = Intl.supportedValuesOf('timeZone')
  return (
    zones.find(zone => zone.toLowerCase() === text) ??
    zones.find(zone => text !== '' && zone.toLowerCase().endsWith(`/${text}`))
  )
}
