import { type Foreign, fieldsOfObject, type Widget } from './widget.ts'

/** https://developers.freshchat.com/web-sdk/v1: `data` is empty for somebody who was there before. */
export const freshchat: Widget = {
  listen(page, tell) {
    page.fcWidget?.on('user:created', ({ success, data }: Foreign = {}) => {
      const { restoreId, firstName, lastName, email, phone } = data ?? {}
      if (success === false || !(email || phone)) return
      const fields = fieldsOfObject({ firstName, lastName, email, phone })
      tell(() => ({ id: restoreId, event: 'Chat Started', fields }))
    })
    return page.fcWidget
  },
}

/** What the registry calls it once the file is there. */
export { freshchat as widget }
