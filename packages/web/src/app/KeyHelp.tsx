import { Kbd, Modal, shortcut, useTexts } from '@atelier/ui'
import { shellTexts } from './shell-texts.ts'

/** The keys that work everywhere. */
export function KeyHelp({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const t = useTexts(shellTexts)
  const keys: readonly (readonly [readonly string[], string])[] = [
    [[shortcut('K')], t('keyPalette')],
    [['c'], t('keyCreate')],
    [['/'], t('keySearch')],
    [['j', 'k'], t('keyRows')],
    [['x'], t('keySelect')],
    [['e'], t('keyEdit')],
    [['↵'], t('keyOpen')],
    [[shortcut('A')], t('keyAll')],
    [[shortcut('C'), shortcut('V')], t('keyCopy')],
    [[shortcut('D')], t('keyFill')],
    [['[', ']'], t('keyMove')],
    [['?'], t('keyHelp')],
  ]
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('help')}
      closeButtonProps={{ 'aria-label': t('close') }}
      size={380}
    >
      <dl className="key-help">
        {keys.map(([names, text]) => (
          <div key={text}>
            <dt>{text}</dt>
            <dd>
              {names.map((name) => (
                <Kbd key={name}>{name}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
