import {
  IconBuilding,
  IconChartDots,
  IconDatabaseExport,
  IconHistory,
  IconKey,
  IconShieldLock,
  IconSitemap,
  IconUserCog,
  IconUsers,
  type TablerIcon,
} from '@atelier/ui/icons'
import type { ComponentType } from 'react'
import type { MeView } from '../../workspace/me.ts'
import { AuditSection } from './audit/AuditSection.tsx'
import { UsageSection } from './audit/UsageSection.tsx'
import { ProfileSection } from './me/ProfileSection.tsx'
import { SecuritySection } from './me/SecuritySection.tsx'
import { KeysSection } from './people/KeysSection.tsx'
import { PersonsSection } from './people/PersonsSection.tsx'
import { TeamsSection } from './people/TeamsSection.tsx'
import { BackupSection } from './workspace/BackupSection.tsx'
import { GeneralSection } from './workspace/GeneralSection.tsx'

/** One page of the settings; its title and text are `<key>` and `<key>Text` of the texts. */
export type Section = {
  readonly key: 'profile' | 'security' | 'general' | 'people' | 'teams' | 'keys' | 'audit' | 'usage' | 'backup'
  readonly of: 'me' | 'workspace'
  readonly icon: TablerIcon
  readonly isFor: (me: MeView) => boolean
  readonly Body: ComponentType
}

const everybody = () => true
const may = (permit: string) => (me: MeView) => me.may.has(permit)

/** Every page of the settings, in order. */
export const sections: readonly Section[] = [
  { key: 'profile', of: 'me', icon: IconUserCog, isFor: everybody, Body: ProfileSection },
  { key: 'security', of: 'me', icon: IconShieldLock, isFor: everybody, Body: SecuritySection },
  {
    key: 'general',
    of: 'workspace',
    icon: IconBuilding,
    isFor: (me) => me.may.has('build') && me.may.has('publish'),
    Body: GeneralSection,
  },
  { key: 'people', of: 'workspace', icon: IconUsers, isFor: may('manageUsers'), Body: PersonsSection },
  { key: 'teams', of: 'workspace', icon: IconSitemap, isFor: may('manageUsers'), Body: TeamsSection },
  { key: 'keys', of: 'workspace', icon: IconKey, isFor: may('manageUsers'), Body: KeysSection },
  { key: 'audit', of: 'workspace', icon: IconHistory, isFor: may('audit'), Body: AuditSection },
  { key: 'usage', of: 'workspace', icon: IconChartDots, isFor: may('audit'), Body: UsageSection },
  { key: 'backup', of: 'workspace', icon: IconDatabaseExport, isFor: (me) => me.admin, Body: BackupSection },
]
