export { computedUi as default } from '../../ui/computed.tsx'
