// One icon set for the whole app: 16 px, stroke 1.5.
export * from '@tabler/icons-react'
