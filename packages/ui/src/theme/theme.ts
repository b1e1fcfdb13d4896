import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core'

const ink: MantineColorsTuple = [
  '#ecf3ff',
  '#dce8ff',
  '#b9ccf5',
  '#8fb0f6',
  '#6b95ee',
  '#416ed4',
  '#2d5ac5',
  '#2851b3',
  '#204ab4',
  '#1b2844',
]
const gray: MantineColorsTuple = [
  '#f7f6f4',
  '#f2f1ee',
  '#e6e4df',
  '#d3d0c9',
  '#b3afa7',
  '#8e8a82',
  '#716d66',
  '#5d5a54',
  '#3a3834',
  '#201f1c',
]
const dark: MantineColorsTuple = [
  '#edebe6',
  '#b3afa7',
  '#96928a',
  '#807c75',
  '#43413e',
  '#2e2d2b',
  '#242422',
  '#1b1b1a',
  '#171716',
  '#141413',
]

const buttonSizes: Record<string, { height: string; padding: string; font: string }> = {
  xs: { height: '24px', padding: '8px', font: '12px' },
  sm: { height: '28px', padding: '8px', font: '13px' },
  md: { height: '32px', padding: '12px', font: '13px' },
  lg: { height: '44px', padding: '16px', font: '14px' },
}
const controlSizes: Record<string, string> = { xs: '24px', sm: '28px', md: '32px', lg: '44px' }

const inputDefaults = { defaultProps: { size: 'md' } }

/** The Mantine theme. Sizes mean the same everywhere: xs 24, sm 28, md 32 (the default), lg 44 px (touch). */
export const theme: MantineThemeOverride = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 6, dark: 5 },
  colors: { ink, gray, dark },
  defaultRadius: 'sm',
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '14px', xl: '20px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'never',
  components: {
    Button: {
      defaultProps: { size: 'md', variant: 'default' },
      vars: (_: unknown, props: { size?: string }) => {
        const size = buttonSizes[props.size ?? 'md']
        return size
          ? { root: { '--button-height': size.height, '--button-padding-x': size.padding, '--button-fz': size.font } }
          : { root: {} }
      },
    },
    ActionIcon: {
      defaultProps: { size: 'md', variant: 'subtle', color: 'gray' },
      vars: (_: unknown, props: { size?: string | number }) => {
        const size = controlSizes[String(props.size ?? 'md')]
        return size ? { root: { '--ai-size': size } } : { root: {} }
      },
    },
    Input: inputDefaults,
    InputWrapper: inputDefaults,
    TextInput: inputDefaults,
    Textarea: inputDefaults,
    NumberInput: { defaultProps: { size: 'md', hideControls: true } },
    PasswordInput: inputDefaults,
    Select: { defaultProps: { size: 'md', checkIconPosition: 'right', comboboxProps: { withinPortal: true } } },
    MultiSelect: { defaultProps: { size: 'md', checkIconPosition: 'right', comboboxProps: { withinPortal: true } } },
    NativeSelect: inputDefaults,
    Checkbox: { defaultProps: { size: 'xs', radius: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Menu: {
      defaultProps: {
        withinPortal: true,
        transitionProps: { duration: 120, transition: 'fade' },
        position: 'bottom-start',
        offset: 4,
      },
    },
    Popover: {
      defaultProps: { withinPortal: true, transitionProps: { duration: 120, transition: 'fade' }, radius: 'md' },
    },
    Modal: { defaultProps: { radius: 'md', centered: true, transitionProps: { duration: 120, transition: 'fade' } } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 120 }, withArrow: false } },
    Skeleton: { defaultProps: { animate: false } },
  },
})

const roles = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-bright': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-2)',
  '--mantine-color-placeholder': 'var(--text-3)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-anchor': 'var(--accent-text)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--text-3)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-color-ink-filled': 'var(--accent)',
  '--mantine-color-ink-filled-hover': 'var(--accent-hover)',
  '--mantine-color-ink-light': 'var(--accent-soft)',
  '--mantine-color-ink-light-hover': 'var(--accent-line)',
  '--mantine-color-ink-light-color': 'var(--accent-text)',
  '--mantine-color-ink-outline': 'var(--accent)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-light': 'var(--accent-soft)',
  '--mantine-primary-color-light-color': 'var(--accent-text)',
  '--mantine-color-gray-light': 'var(--sunken)',
  '--mantine-color-gray-light-hover': 'var(--hover)',
  '--mantine-color-gray-light-color': 'var(--text-2)',
  '--mantine-color-red-filled': 'var(--bad-fill)',
  '--mantine-color-red-filled-hover': 'var(--bad-fill)',
  '--mantine-color-red-light': 'var(--bad-soft)',
  '--mantine-color-red-light-hover': 'var(--bad-soft)',
  '--mantine-color-red-light-color': 'var(--bad)',
  '--mantine-shadow-sm': 'var(--shadow-1)',
  '--mantine-shadow-md': 'var(--shadow-2)',
  '--mantine-shadow-xl': 'var(--shadow-3)',
}

/** Points every Mantine colour that a component reads at one of our roles, so that light and dark need no second list. */
export const resolveCssVariables: CSSVariablesResolver = () => ({ variables: {}, light: roles, dark: roles })
