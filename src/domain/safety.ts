/**
 * Words that may mean a child is in danger (F-04, D38). In this field they are everyday words, so all they do is add one
 * quiet line with the contacts; nothing is classified, reported or stored.
 */
const words: readonly RegExp[] = [
  /\b(?:bruis|strangl|molest|grooming|traffick)/i,
  /\bnon[- ]accidental/i,
  /\b(?:sexual(?:ly)?|physical(?:ly)?)\s(?:abus|assault|harm)/i,
  /\b(?:hit|hits|hitting|beat|beats|beaten|hurt|hurts|hurting|kicked|burnt|burned)\s(?:him|her|them|the (?:child|baby|boy|girl|kids?|children))\b/i,
  /\b(?:not|isn.t|aren.t|un)\s?safe (?:at home|tonight|there|with)/i,
  /\b(?:at risk|in danger)\b/i,
  /\bdisclos(?:ed|ure)\b/i,
  /\b(?:suicid|self[- ]harm|overdose|kill (?:him|her|my|them)sel)/i,
  /\b(?:missing|ran away|run away)\b.{0,30}\b(?:child|boy|girl|teen|night)/i,
  /\b(?:knife|weapon|locked (?:in|up)|left alone)\b/i,
]

/** True when the quiet line with whom to call belongs under the answer. */
export const soundsUnsafe = (text: string): boolean => {
  const sample = text.slice(0, 10_000)
  return words.some(pattern => pattern.test(sample))
}
