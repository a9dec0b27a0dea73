import { describe, expect, it } from 'vitest'
import { answerSays } from '../../src/browser/capture/judge/answerSays.ts'

const NO = {
  'Contact Form 7': [
    '{"status":"validation_failed","message":"One field is wrong"}',
    '{"status":"acceptance_missing"}',
    '{"status":"aborted"}',
    '{"status":"spam"}',
    '{"status":"mail_failed"}',
  ],
  Formidable: ['{"errors":{"2":"E-mail is taken"},"pass":false}', '{"pass":false}'],
  'SvelteKit and Inertia': [
    '{"type":"failure","status":400,"data":"[{}]"}',
    '{"component":"Form","props":{"errors":{"email":"taken"}},"url":"/"}',
  ],
  'GraphQL and tRPC': [
    '{"errors":[{"message":"taken"}],"data":null}',
    '{"data":{"signUp":{"user":null,"userErrors":[{"field":"email"}]}}}',
    '{"error":{"json":{"code":-32600}}}',
    '[{"error":{"message":"taken"}}]',
  ],
  'a server action': ['0:{"a":"$@1","f":"","b":"x"}\n1:{"error":"taken"}\n'],
  'words of all kinds': [
    '{"error":"taken"}',
    '{"error":true}',
    '{"errors":["taken"]}',
    '{"fieldErrors":{"email":["taken"]}}',
    '{"result":"error"}',
    '{"type":"error"}',
    '{"result":"failure"}',
    '{"success":0}',
    '{"success":"false"}',
    '{"ok":0}',
    '{"status":false}',
    '{"status":0}',
    '{"status":"nok"}',
    '{"status":422}',
    '{"status":"422"}',
    '{"statusCode":400}',
    '{"hasErrors":true}',
    '{"failed":true}',
    '{"isSuccess":false}',
    '{"is_valid":false}',
    '{"sent":"no"}',
    '{"code":1001}',
    '{"code":40012,"msg":"x"}',
    'false',
    '0',
    '"error"',
    '{"data":{"success":false}}',
    `)]}',\n{"ok":false}`,
  ],
  'short texts': ['Please try again', 'Unable to send e-mail', 'Ungültige Adresse', 'Ya existe'],
  'success denied': [
    'Your registration was unsuccessful',
    'Unsuccessful: you can write to us instead',
    'Insuccès de votre inscription',
    '<p>Invio con insuccesso del modulo</p>',
  ],
  'other languages': [
    'Cette adresse est invalide',
    'El correo es inválido',
    'Já existe uma conta',
    'Questo indirizzo non è valido',
  ],
  'codes spelled otherwise': [
    '{"resultCode":500}',
    '{"ret_code":-1}',
    '{"HttpStatus":422}',
    '{"errcode":40013}',
  ],
  'nothing and numbers': [
    '{"success":null}',
    '{"errno":7}',
    '{"error_count":2}',
    '{"ret":-1}',
    '{"ok":"nope"}',
    '{"err":"taken"}',
    '{"message":{"type":"error"}}',
  ],
  'one plain word, whatever it stands under': [
    '{"response":"fail"}',
    '{"icon":"error","title":"Oops"}',
    '{"alert":"danger","text":"x"}',
    '["error","Email taken"]',
    '{"flash":{"error":"x"}}',
  ],
  'keys in other languages': [
    '{"erreurs":{"email":"x"}}',
    '{"fehler":"x"}',
    '{"erro":"x"}',
    '{"sucesso":false}',
    '{"erfolg":false}',
  ],
  'words with an innocent beginning': ['{"status":"nonce_failed"}', '{"status":"NG"}', '-1'],
  'what a filter has found': ['{"is_spam":true}', '{"duplicate":true}'],
  'JSON in something else': [
    '{"d":"{\\"success\\":false}"}',
    '{"statusCode":200,"body":"{\\"ok\\":false}"}',
    'callback({"success":false})',
    '<br /><b>Warning</b>: mail() in x.php<br />{"success":false}',
    '{"data":{"register":{"__typename":"EmailTakenError"}}}',
  ],
  'what could not be done': [
    'Die Nachricht konnte nicht gesendet werden',
    'Bericht kon niet worden verzonden',
    'Impossibile inviare il messaggio',
    'Por favor preencha todos os campos',
    'Vul alle velden in',
    'Rate limit exceeded',
  ],
  'the form again': [
    '<p class="x">Please try again</p><form><input name="email"></form>',
    '<form><input name="email" aria-invalid="true"></form>',
  ],
}

const YES = [
  '{"success":true,"error":null}',
  '{"success":true,"errors":{"email":[]}}',
  '{"ok":true}',
  '{"status":"success"}',
  '{"status":200}',
  '{"code":0,"errmsg":"ok"}',
  '{"code":200}',
  '{"status":"not_spam"}',
  '{"created":true,"phone":{"valid":false}}',
  '{"success":true,"data":{"message":"Thank you"}}',
  '{"type":"redirect","location":"/thanks"}',
  '{"message":"Thanks, we will be in touch"}',
  'true',
  '1',
  'OK',
  '<p>Thank you</p>',
  'Thank you! If it does not arrive, check your spam',
  'Merci ! Veuillez confirmer votre adresse',
  'Your message has been delivered',
  '{"returnCode":0}',
  '{"responseCode":"201"}',
  '{"noError":true,"ok":true}',
  '{"status":"mail_sent"}',
  'Bedankt voor uw inschrijving',
  'Dank je wel',
  'Recebido',
  'Hemos recibido sus datos',
  'Succès',
  'Inscription réussie',
  'Suscripción completada',
]

describe('the answer to a form', () => {
  it.each(Object.entries(NO))('says no in the words of %s', (_, answers) => {
    for (const answer of answers) expect([answer, answerSays(answer)]).toEqual([answer, 'no'])
  })

  it('says yes', () => {
    for (const answer of YES) expect([answer, answerSays(answer)]).toEqual([answer, 'yes'])
  })

  it.each([
    '{}',
    '',
    '[]',
    '{"id":1}',
    '{"error":false}',
    '{"errors":[],"errorUrl":"/error"}',
    '{"errorCount":0}',
    '{"id":1,"language":"ko","country":"NG","spamScore":1.2,"tags":["error"]}',
    '{"id":1,"note":"I get an error when I log in","duplicates":[]}',
  ])('%j is a success without an opinion', (answer) => expect(answerSays(answer)).toBe('taken'))

  it.each([
    ['a page', `<html><script>if (a.status === 'error') b()</script><h1>Welcome</h1></html>`],
    ['a form without a fault', '<form><input name="email"></form>'],
    ['a text about anything', `Error: ${'lorem ipsum '.repeat(40)}`],
    ['JSON with a remark', '{"message":"This address is already known"}'],
  ])('is left to what the page shows when it is %s', (_, answer) => {
    expect(answerSays(answer)).toBe('unclear')
  })
})
