// Everything below U+0020 but tab and line feed, DEL, and the marks that turn the direction of what follows.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
const unwanted = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufeff]/g

// Half of a character, as a broken paste brings it: no payload and no database may carry one.
const halves = /\p{Surrogate}/gu

/** A person's text as we keep it: composed and whole characters, plain line breaks, nothing invisible that could change how it reads. */
export const clean = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replace(unwanted, '')
    .replace(halves, '\ufffd')
    .normalize('NFC')
