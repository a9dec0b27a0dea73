import { COMPULSORY } from './compulsory.ts'

/** What can be done about one line of a refusal. */
export interface Remedy {
  /** The line as Freshsales writes it, for the documentation. */
  says: string
  pattern: RegExp
  /** `keep` says that no field is to blame that could be spared: the record stays as it is. */
  remedy: 'truncate' | 'drop' | 'keep'
  /** The field, where the text does not name it. */
  field?: string
}

/** Too long, in the languages of `COMPULSORY`. */
const TOO_LONG =
  /required length|too long|exceeds|demasiado larg|muy larg|longitud|zu lang|länge|trop long|longueur|muito long|longo demais|comprimento|tamanho|(?:maximum|máximo|maximal|höchstens).{0,80}(?:character|caract|zeichen)/iu

/** Freshsales' refusals, the first that fits counts. Texts: recorded from live accounts and from clients of it. */
// biome-ignore format: a table reads best with one row a line
export const REMEDIES: readonly Remedy[] = [
  { says: 'Need to fill this Email', pattern: /need to fill this email/i, remedy: 'keep' },
  { says: 'a@ is an invalid email address', pattern: /invalid email address/i, remedy: 'keep' },
  { says: 'ann@acme.example already exists.', pattern: /@\S{1,253} (?:already|ya|bereits|existiert|existe|já)/iu, remedy: 'keep' },
  { says: 'Email is not unique', pattern: /^(?:e-?mail|contact|name) is not unique/i, remedy: 'keep' },
  { says: "Source can't be empty", pattern: COMPULSORY, remedy: 'keep' },
  { says: 'Invalid or missing attributes', pattern: /invalid or missing attributes/i, remedy: 'keep' },
  { says: 'The value for job_title is not in required length', pattern: TOO_LONG, remedy: 'truncate' },
  { says: 'Invalid contact status provided.', pattern: /invalid contact status/i, remedy: 'drop', field: 'contact_status_id' },
  { says: 'Invalid lifecycle stage provided.', pattern: /invalid lifecycle stage/i, remedy: 'drop', field: 'lifecycle_stage_id' },
  { says: "Deal stage doesn't exist", pattern: /deal stage doesn't exist/i, remedy: 'drop', field: 'deal_stage_id' },
  { says: 'Not a supported time zone', pattern: /not a supported time zone/i, remedy: 'drop', field: 'time_zone' },
]

/** Without these there is no record: dropping them would refuse it for another reason. */
// biome-ignore format: a table reads best with one row a line
export const INDISPENSABLE: ReadonlySet<string> = new Set([
  'emails', 'email', 'name', 'title', 'description', 'targetable_id', 'targetable_type',
  'sales_activity_type_id', 'start_date', 'end_date', 'contacts_added_list',
])

/** What goes with a field that is left out: it would mean something else alone. */
export const PAIRED: { readonly [field: string]: string } = {
  currency_id: 'amount',
  deal_pipeline_id: 'deal_stage_id',
}
