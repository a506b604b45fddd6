/** The id of the control, or group of controls, of a field. */
export const fieldId = (name: string): string => `field-${name}`
