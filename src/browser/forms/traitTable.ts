/**
 * Which trait a field is, by the words of its `autocomplete`, type, name or label: English, German,
 * French, Spanish, Portuguese, Italian and Dutch. The first row that fits counts.
 */
export const TRAIT_TABLE: readonly (readonly [trait: string, words: RegExp])[] = [
  ['email', /\be ?mail|email|\bmail\b|correo|courriel/],
  ['firstName', /first ?name|\bfname|given|forename|vorname|prenom|voornaam|primer nombre/],
  [
    'lastName',
    /(last|sur|family) ?name|\blname|nachname|famili|apellido|sobrenome|apelido|cognome|achternaam/,
  ],
  [
    'title',
    /\bjob|position|\b(role|title|beruf|funktion|poste|fonction|cargo|puesto|ruolo|functie)\b/,
  ],
  [
    'company.name',
    /compan|compagn|organi[sz]|firma|unternehm|entreprise|societ|empresa|aziend|bedrijf/,
  ],
  ['phone', /phone|telef|\b(tel|mobile?|handy|portable|movil|cell?ular\w*)\b/],
  ['website', /web ?(site|seite)|home ?page|\b(url|sitio|sito)\b/],
  ['address.postalCode', /\bzip|postal|post ?code|postleit|\b(plz|cep|cap)\b/],
  ['address.city', /\bcity|level2|\btown|\b(ort|stadt|ville|plaats|ciudad|cidade|citta)\b/],
  ['address.state', /level1|\b(state|province|provinci\w*|bundesland|region|estado)\b/],
  ['address.country', /countr|\b(land|pays|pais|paese)\b/],
  [
    'address.street',
    /\bstreet|address|\bstra(ss| )e|adres|\brue\b|calle|direccion|endereco|indirizzo|straat/,
  ],
  ['message', /messag|comment|nachricht|mensa[jg]e|bericht|kommentar|comentario/],
  ['name', /^((full|your|contact|ihr|votre|su|seu|uw) ?)?(name|nom|nombre|nome|naam)\b.{0,15}$/],
]

/** Words of a box whose tick means "you may write to me". */
export const SUBSCRIPTION_WORDS =
  /newsletter|subscri|marketing|opt ?in|offers|abonn|suscri|inscri|iscri|angebot|neuigkeit|ofertas|offerte|nieuwsbrief/
