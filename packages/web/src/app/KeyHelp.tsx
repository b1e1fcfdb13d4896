import { Kbd, Modal, shortcut, useTexts } from '@atelier/ui'
import { keyTexts } from './key-texts.ts'
import { shellTexts } from './shell-texts.ts'

type Keys = readonly (readonly [readonly string[], string])[]

/** Every key of the app, by where it works. */
export function KeyHelp({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const t = useTexts(shellTexts)
  const tk = useTexts(keyTexts)
  const groups: readonly (readonly [string, Keys])[] = [
    [
      tk('keysAnywhere'),
      [
        [[shortcut('K')], tk('keyPalette')],
        [['c'], tk('keyCreate')],
        [['g', 'h'], t('home')],
        [['g', 'i'], t('inbox')],
        [['g', 'r'], t('reports')],
        [['Esc'], tk('keyEscape')],
        [['?'], tk('keyHelp')],
      ],
    ],
    [
      tk('keysLists'),
      [
        [['/'], tk('keySearch')],
        [['j', 'k'], tk('keyRows')],
        [['x'], tk('keySelect')],
        [['e'], tk('keyEdit')],
        [['↵'], tk('keyOpen')],
        [[shortcut('A')], tk('keyAll')],
        [[shortcut('C'), shortcut('V')], tk('keyCopy')],
        [[shortcut('D')], tk('keyFill')],
      ],
    ],
    [tk('keysRecords'), [[['[', ']'], tk('keyMove')]]],
    [
      t('inbox'),
      [
        [['j', 'k'], tk('keyNext')],
        [['a'], tk('keyApprove')],
        [['r'], tk('keyReject')],
      ],
    ],
  ]
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('help')}
      closeButtonProps={{ 'aria-label': t('close') }}
      size={720}
    >
      <div className="key-help">
        {groups.map(([name, keys]) => (
          <section key={name}>
            <h3>{name}</h3>
            <dl>
              {keys.map(([names, text]) => (
                <div key={text}>
                  <dt>{text}</dt>
                  <dd>
                    {names.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
