import type { RuleType } from '@atelier/rules'
import type { RuleJson } from '../documents/index.ts'
import type { Place } from '../scope.ts'

/** Kinds of documents that others name by key. */
export type NamedKind =
  | 'entity'
  | 'pipeline'
  | 'approval'
  | 'role'
  | 'team'
  | 'optionset'
  | 'view'
  | 'report'
  | 'dashboard'
  | 'form'
  | 'message'
  | 'calendar'

/** A place in a document where a key of something else stands. */
export type Reference =
  /** Words for a person that are none (`boss`): `key` is what was written. */
  | { readonly kind: 'person'; readonly key: string; readonly at: string; readonly needed: boolean }
  | { readonly kind: NamedKind; readonly key: string; readonly at: string; readonly needed: boolean }
  /** A field or relation of an entity; `key` is one segment of the path written at `at`. */
  | {
      readonly kind: 'field'
      readonly entity: string
      readonly key: string
      readonly at: string
      readonly needed: boolean
      readonly path: string
    }
  /** A part behind a field (`stage.outcome`) that the field does not have. */
  | {
      readonly kind: 'part'
      readonly entity: string
      readonly field: string
      readonly key: string
      readonly at: string
      readonly needed: boolean
      readonly path: string
    }
  | {
      readonly kind: 'stage'
      readonly pipelines: readonly string[]
      readonly key: string
      readonly at: string
      readonly needed: boolean
    }
  | {
      readonly kind: 'option'
      readonly entity: string
      readonly field: string
      readonly key: string
      readonly at: string
      readonly needed: boolean
    }

/** A rule and where it stands. */
export type RuleSite = {
  readonly at: string
  readonly place: Place
  /** What a bare `var` reads; undefined where there is no record. */
  readonly entity: string | undefined
  /** The entity of `$record`, where it is another one. */
  readonly record: string | undefined
  /** What the place asks for. */
  readonly expects: RuleType | 'any'
  /** Types of `param`, `measure` and `dimension` in reports. */
  readonly names?: Readonly<Partial<Record<'param' | 'measure' | 'dimension', Readonly<Record<string, RuleType>>>>>
}

/** A literal that is written into a field. */
export type LiteralSite = { readonly at: string; readonly entity: string; readonly field: string }

/** What is done at each place where a document names something else. Each gives back what shall stand there. */
export type Visitor = {
  readonly reference: (reference: Reference) => string
  readonly rule: (rule: RuleJson, site: RuleSite) => RuleJson
  readonly literal: (value: unknown, site: LiteralSite) => unknown
}
