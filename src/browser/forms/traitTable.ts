/**
 * Which trait a field is, by the words of its `autocomplete`, type, name or label: English, German,
 * French, Spanish, Portuguese, Italian and Dutch. The first row that fits counts. Texts come as
 * `wordsOf` makes them.
 */
export const TRAIT_TABLE = {
  email: /mail(?!ing)|courri|corre/,
  firstName: /first|given|fname|vo+rn|prenom/,
  lastName: /\bl(ast|name)|surn|famil|nachn|apell?id|sobren|cogn|achter/,
  title: /job|position|role|title|beruf|poste|cargo|puesto|ruolo|fun[ck]|fonct/,
  'company.name': /compa|organi|\bfirm|untern|entrepr|societ|empres|azien|bedr/,
  phone: /phon|telef|mobil|cel+u|movil|handy|\btel\b/,
  website: /web|home ?p|\burl\b/,
  'address.postalCode': /zip|post|\b(plz|cep|cap)\b/,
  'address.city': /\bcity|level2|stadt|ville|plaats|ciuda|cidad|citta|\bort\b/,
  'address.state': /level1|\bstate|provin|bundes|region|estado/,
  'address.country': /countr|pa[iy]s\b|paese|\bland\b/,
  'address.street': /street|add?res|stra[st ]|calle|direc|endere|indiri|\brue\b/,
  message: /messag|mensa|[ck]om+ent|nachr|beric/,
  name: /^(full|your|ihr|votre|su|seu|uw)? ?(name|nom|nombre|nome|naam)( compl.*)?$/,
}

/** Words of a box whose tick means "you may write to me". */
export const SUBSCRIPTION_WORDS = /news|scri|marketing|opt ?in|offer|abonn/
