/** What a text that a page shows, or a server answers with, says of a form. Pure; seven languages. */
import { wordsOf } from '../../protocol/form/wordsOf.ts'

/** Longer ones are pages or articles, in which any word may stand. */
const LONGEST = 300

const FAULT =
  /\b(tr(y|ies) (it )?again|again later|errors?|invalid\w*|fail\w*|(un|in)succes\w*|wrong|incorrect|oops|sorry|unable|denied|reject\w*|refused|expired|missing|required|already|taken|exists?|spam|blocked|too (long|short|many|large)|not (valid|sent|found|allowed|accepted|be|been|a valid|possible|correct|match\w*|work)|(can|could|did|does|do|is|was|has|have) ?(no|n )t|please (\w+ )?(enter|fill|correct|check|provide|select|choose|complete|use|fix)|must|(valid|correct) (e ?mail|phone|address|name|number|url)|problem|issue|nope)\b|fehler|ungultig|fehlgeschlagen|erneut|leider|pflichtfeld|bitte (\w+ )*(eing|ausf|pruf|korrig|gib|geben|wahl)|bereits|schon (vergeben|registriert)|erreur|echec|echoue|reessay|veuillez|obligatoire|deja|desole|incorrecte?|introuvable|fallo|no (se pudo|es valid)|intent\w* de nuevo|obligatori|\b[yj]a (existe|esta)|lo sentimos|erro\b|falh|novamente|nao (foi|e valid)|desculp|errore|riprova|non (e |valid|riuscit)|gia |spiacent|fout|mislukt|ongeldig|opnieuw|verplicht|helaas|(is )?al (in gebruik|geregistreerd)/

const THANKS =
  /\b(thank(s| ?you)?|thx|received|submitted|subscribed|confirmed|(been|was|is|were|e ?mail|message|request|form) sent|sent$|you re (in|on the list)|signed up|registered|registration complete|check your (inbox|e ?mail|mail)|(get back|be in touch|contact you|reach out)|welcome aboard|all set|got it|done)\b|dank[et]|erfolgreich|gesendet|verschickt|erhalten|angemeldet|eingegangen|melden uns|merci|envoye|bien recu|inscription (est )?(confirm|reussi)|succes|gracias|enviad|rec[ei]bid|exito|suscrito|obrigad|sucesso|inscrit[oa]|grazie|inviat|ricevut|iscritto|dank (je|u)|verzonden|ontvangen|gelukt|aangemeld/

export const textSays = (text: string): 'thanks' | 'fault' | undefined => {
  if (text.length > LONGEST) return undefined
  const words = wordsOf(text)
  return FAULT.test(words) ? 'fault' : THANKS.test(words) ? 'thanks' : undefined
}
