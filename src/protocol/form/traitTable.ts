/** Which trait a field is. Texts come as `wordsOf` makes them; all tables are in seven languages. */
import { isAddress } from './field.ts'

interface Trait {
  /** Words of its `autocomplete`, type, name or label. */
  words: RegExp
  /** Words of any text about the field that say it is something else. */
  except?: RegExp
  /** What a value of it must look like. */
  looks: (value: string) => boolean
  /** Whether one can be chosen from a list. */
  isChosen?: boolean
}

const hasLetter = (value: string): boolean => /\p{L}/u.test(value)

const isName = (value: string): boolean => hasLetter(value) && !/[@<>]|:\/\//.test(value)

const SALUTATION =
  /^((mr?s?|miss|mx|sir|madam|dr|prof|dott|ing|herrn?|frau|m|mme|mlle|monsieur|madame|sra?|srta|don|dona|sig|sigra|signora?|dhr|mevr|de heer|mevrouw|divers|they)\b[\s./]*)+$/i

const isPhone = (value: string): boolean =>
  /^[\p{N}\s()./+–-]{5,25}(\s?(ext|x|#)[.:]?\s?\d{1,6})?$/iu.test(value) &&
  value.replace(/\P{N}/gu, '').length > 4 &&
  // A date is none, and no number of a tax office (`12.345.678-5`).
  !/^\d{4}-\d\d-\d\d$|^\d\d?[./]\d\d?[./]\d{4}$|\d\.\d.*[/-]\d/.test(value)

/** Whether a number can be nothing else, whatever its field is called: not one of an order, an amount or a code. */
export const isSurelyPhone = (value: string): boolean => {
  const { length } = value.replace(/\P{N}/gu, '')
  return (
    isPhone(value) &&
    (/^\D*[+(]|^0\d{9}/.test(value) ||
      length === 10 ||
      (length > 8 && length < 13 && /\d\D+\d/.test(value)))
  )
}

const ABOUT_COMPANY =
  /\badd?res|\b(size|type|industr\w*|se[ck]t\w*|branche|revenue|turnover|umsatz|number|n[or]|id|vat|tax|contact(?! (compa|organi|firm|untern|societ|empres|azien|bedri))|taille|taman|dimens|porte)\b|gross|groott/

/** The first row that fits counts. */
export const TRAIT_TABLE = {
  email: {
    words: /mail(?!ing)|courri|corre[io]/,
    looks: isAddress,
  },
  name: {
    words:
      /^((full|enter|what s|your?|ihr|dein|votre|[ts]e?u|il tuo|uw|je|customer|client|contact|visitor|lead|person|from|sender|j?form|data|fields?|text|message|input) ?)*(name|nom|nombre|nome|naam|contact person|ansprechpartner|persona de contacto)( (\d+|input|field|compl|req|ob|pfl|verp).*)?$|txt name$|(first|vo+r|prenom|nombre|nome?\b).*(last|surn|nachn|\bnom\b|apell|cogn|sobren|achter)|nom\b.*preno|name vorn|(cogn|sobren)\w* .*nome|apell.*nombre|(last|surn).*first/,
    looks: isName,
  },
  firstName: { words: /first( ?n|$)|given|f(ore)?name|vo+rn|prenom|prim\w+ n/, looks: isName },
  lastName: {
    words: /\bl(ast( ?n|$)|name)|surn|famil\w* ?na|de famil|nachn|apell?id|sobren|cogn|achter/,
    looks: isName,
  },
  title: {
    words:
      /job|position|\bru?ol|^((contact|lead|your|professional|organization) )?title(?! of)|\btitel|titre|beruf|poste|cargo|puesto|fun[ck]|fonct|profes|occupa/,
    looks: (value) => hasLetter(value) && !SALUTATION.test(value),
    isChosen: true,
  },
  website: {
    words: /web(?!in)|home ?p|\burl\b/,
    except: /redirect|return|video|linked|facebook|insta|twitter|youtube|image|photo|logo/,
    looks: (value) => /^(?=[^\s@]+$).+\...+$/.test(value),
  },
  phone: {
    words:
      /phon|telef|mobi|cel+(u|$)|mov[ei]l|handy|\btel\b|whats ?app|\bgsm|ruf ?n|portable|contact (no|num)|num\w* de contact|(reach|call) (me|you)|^num+b?ero?$/,
    looks: isPhone,
  },
  'address.postalCode': {
    words: /zip|post(?!er)|\b(plz|cep|cap)\b|^(area )?pin ?code$/,
    looks: (value) => /\d/.test(value) && value.length < 13 && !/\p{L}{3}/u.test(value),
    isChosen: true,
  },
  'address.city': {
    words: /\bcity|level2|stadt|ville|plaats|ciuda|cidad|citta|\b(wohn)?ort\b/,
    looks: hasLetter,
    isChosen: true,
  },
  'address.country': {
    words: /countr|pa[iy]s\b|paese|\bland$/,
    looks: (value) => hasLetter(value) && !/\+\s?\d/.test(value),
    isChosen: true,
  },
  'address.state': {
    words: /level1|\bstate\b(?! of)|provin|bundes|regio|estado/,
    looks: hasLetter,
    isChosen: true,
  },
  'address.street': {
    words: /street|add?res|stra(s|a| )|calle|direcc|endere|indiri|\brue\b/,
    except: /mail|user ?name|\bip\b/,
    looks: isName,
  },
  'company.name': {
    words:
      /compa[gn]|organi|\bfirm|untern|entrepr|societ|empres|azien|bedri|business( name|$)|employer$|arbeitgeb|(raison|ragione|razao|razon) so/,
    except: ABOUT_COMPANY,
    looks: (value) => isName(value) && !/^\d[\d\s.,–-]*(\+|emp|peo|mita|$)/i.test(value),
  },
  message: {
    words: /messag|mensa|[ck]om+ent|nachr|beric/,
    except: /name|subject|title/,
    looks: (value) => value !== '',
  },
} satisfies Record<string, Trait> as Record<string, Trait>

/** Words of a field for other digits, though they look like a phone number and `type=tel` shows the right keyboard. */
export const NO_PHONE =
  /birth|geburt|naiss|nas?cim|nascita|geboort|\b(fax|code|ext|extension|order|account|id|customer|serial|invoice|policy|member\w*|ticket|reference|passport|licen[cs]e|steuer\w*|tax|identif\w*|nif|cpf|dni|sire[nt]|cnpj|vat|iva|nhs|medicare|dial|prefix|area)\b|bestel|kunden|rechn|auftr|comman|pedido|ordin/

/** Words of a field that is about somebody else than the visitor. */
export const OTHERS =
  /\b(friends?|budd(y|ies)|colleagues?|co ?workers?|recipients?|receiver|invite\w*|guests?|team ?mates?|child\w*|cc|referr\w*|manager|boss|supervisor|spouse|partners?|parents?|emergency|notfall\w*|next of kin|mother|father|husband|wife|accountant|reference|^to( e ?mail)?$|(?!compan|organi|business|firm|what)\w{3,} s (e ?mail|phone|mobile|(\w+ )?name)|freund\w*|kolleg\w*|empfanger\w*|vorgesetzt\w*|chef\w*|amis?|collegues?|destinata(ires?|ri[oa]s?)|parrain\w*|superi(eu|o)r|amig[oa]s?|colegas?|jefe|amic[oi]|colleg[ah]i?|vriend\w*|collega s?|ontvangers?|leidinggevende)\b/
