/** Which trait a field is. Texts come as `wordsOf` makes them; all tables are in seven languages. */
import { isAddress } from './field.ts'

interface Trait {
  /** Words of its `autocomplete`, type, name or label. */
  words: RegExp
  /** Words beside them that say it is something else. */
  except?: RegExp
  /** What a value of it must look like. */
  looks: (value: string) => boolean
  /** Whether one can be chosen from a list. */
  isChosen?: boolean
}

const hasLetter = (value: string): boolean => /\p{L}/u.test(value)

const isName = (value: string): boolean => hasLetter(value) && !/[@<>]|:\/\//.test(value)

const SALUTATION =
  /^(mr?s?|miss|mx|sir|madam|dr|prof|herrn?|frau|m|mme|mlle|monsieur|madame|sra?|srta|don|dona|sig|sigra|signora?|dhr|mevr|de heer|mevrouw|divers|they)\b\.?$/i

const isPhone = (value: string): boolean =>
  /^[\p{N}\s()./+–-]{5,25}(\s?(ext|x|#)[.:]?\s?\d{1,6})?$/iu.test(value) &&
  value.replace(/\P{N}/gu, '').length > 4 &&
  // A date is none.
  !/^\d{4}-\d\d-\d\d$|^\d\d?[./]\d\d?[./]\d{4}$/.test(value)

const NUMBERS =
  /\badd?res|\b(size|type|industr\w*|sector|branche|revenue|number|n[or]|id|vat|tax|grosse)\b/

/** The first row that fits counts. */
export const TRAIT_TABLE = {
  email: {
    words: /mail(?!ing)|courri|corre[io]/,
    except: /user ?name/,
    looks: isAddress,
  },
  name: {
    words:
      /^(full|your|ihr|votre|su|seu|uw)? ?(name|nom|nombre|nome|naam)( (compl|req|ob|pfl|verp).*)?$|. (and|und|en?|et|y) .*(na?[ao]m|apel)/,
    looks: isName,
  },
  firstName: { words: /first( ?n|$)|given|f(ore)?name|vo+rn|prenom/, looks: isName },
  lastName: {
    words: /\bl(ast( ?n|$)|name)|surn|famil\w* ?na|de famil|nachn|apell?id|sobren|cogn|achter/,
    looks: isName,
  },
  title: {
    words: /job|position|\bru?ol|title|beruf|poste|cargo|puesto|fun[ck]|fonct/,
    looks: (value) => hasLetter(value) && !SALUTATION.test(value),
    isChosen: true,
  },
  website: {
    words: /web(?!in)|home ?p|\burl\b/,
    looks: (value) => /^(?=[^\s@]+$).+\...+$/.test(value),
  },
  'company.name': {
    words: /compa[gn]|organi|\bfirm|untern|entrepr|societ|empres|azien|bedri/,
    except: NUMBERS,
    looks: (value) => isName(value) && !/^\d[\d\s.,–-]*\+?( \w+)?$/.test(value),
  },
  phone: { words: /phon|telef|mobi|cel+(u|$)|mov[ei]l|handy|\btel\b/, looks: isPhone },
  'address.postalCode': {
    words: /zip|post(?!er)|\b(plz|cep|cap)\b|^(area )?pin ?code$/,
    looks: (value) => /\d/.test(value) && value.length < 13,
    isChosen: true,
  },
  'address.city': {
    words: /\bcity|level2|stadt|ville|plaats|ciuda|cidad|citta|\bort\b/,
    looks: hasLetter,
    isChosen: true,
  },
  'address.country': {
    words: /countr|pa[iy]s\b|paese|\bland\b/,
    looks: (value) => hasLetter(value) && !/\+\s?\d/.test(value),
    isChosen: true,
  },
  'address.state': {
    words: /level1|\bstate|provin|bundes|regio|estado/,
    looks: hasLetter,
    isChosen: true,
  },
  'address.street': {
    words: /street|add?res|stra(s|a| )|calle|direcc|endere|indiri|\brue\b/,
    except: /mail|user ?name/,
    looks: isName,
  },
  message: {
    words: /messag|mensa|[ck]om+ent|nachr|beric/,
    looks: (value) => value !== '',
  },
} satisfies Record<string, Trait> as Record<string, Trait>

/** Words of a field for digits that are no phone number, though `type=tel` shows the right keyboard. */
export const NO_PHONE =
  /date|datum|birth|geburt|naiss|nas?cim|nascita|geboort|\b(dob|year|age|day|month|qty|quantity|anzahl|amount|budget|order|size|employees|height|weight|price|code|ext|extension|fax|account|id|guests?|persons?|people|room|house|floor|passport|steuer\w*|tax|identif\w*|nif|cpf|dni|siret|vat|number of \w+|dial|prefix|area)\b/

/** Words of a field that is about somebody else than the visitor. */
export const OTHERS =
  /\b(friends?|colleagues?|co ?workers?|recipients?|receiver|invite\w*|guests?|team ?mates?|child\w*|cc|referr\w*|manager|boss|supervisor|spouse|partners?|parents?|emergency|freund\w*|kolleg\w*|empfanger\w*|vorgesetzt\w*|chef\w*|amis?|collegues?|destinata(ires?|ri[oa]s?)|parrain\w*|superi(eu|o)r|amig[oa]s?|colegas?|jefe|amic[oi]|colleg[ah]i?|vriend\w*|collega s?|ontvangers?|leidinggevende)\b/
