/** Every time zone that this browser knows by name, and UTC. */
export const zones: string[] = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
