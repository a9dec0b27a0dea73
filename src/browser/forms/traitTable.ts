/**
 * Which trait a field is, by the words of its `autocomplete`, type, name or label: English, German,
 * French, Spanish, Portuguese, Italian and Dutch. The first row that fits counts. Texts come as
 * `wordsOf` makes them.
 */
export const TRAIT_TABLE = {
  email: /mail(?!ing)|courri|corre[io]/,
  name: /^(full|your|ihr|votre|su|seu|uw)? ?(name|nom|nombre|nome|naam)( (compl|req|ob|pfl|verp).*)?$|. (and|und|en?|et|y) .*(na?[ao]m|apel)/,
  firstName: /first( ?n|$)|given|f(ore)?name|vo+rn|prenom/,
  lastName: /\bl(ast( ?n|$)|name)|surn|famil\w* ?na|de famil|nachn|apell?id|sobren|cogn|achter/,
  title: /job|position|\bru?ol|title|beruf|poste|cargo|puesto|fun[ck]|fonct/,
  website: /web(?!in)|home ?p|\burl\b/,
  'company.name': /compa[gn]|organi|\bfirm|untern|entrepr|societ|empres|azien|bedri/,
  phone: /phon|telef|mobi|cel+(u|$)|mov[ei]l|handy|\btel\b/,
  'address.postalCode': /zip|post|\b(plz|cep|cap)\b/,
  'address.city': /\bcity|level2|stadt|ville|plaats|ciuda|cidad|citta|\bort\b/,
  'address.country': /countr|pa[iy]s\b|paese|\bland\b/,
  'address.state': /level1|\bstate|provin|bundes|regio|estado/,
  'address.street': /street|add?res|stra(s|a| )|calle|direcc|endere|indiri|\brue\b/,
  message: /messag|mensa|[ck]om+ent|nachr|beric/,
}

/** Words of a box whose tick means "you may write to me", and not "do not". */
export const SUBSCRIPTION_WORDS =
  /^(?!.*\b(no[tn]?|nao|ni(ch|e)t|pas|geen|kein\w*|unsub\w*)\b).*(n(ew|ieuw)s|[^e]scri|marketing|opt ?in|of+e?r|abonn)/
