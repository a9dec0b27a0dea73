import { createNote, findNotes, updateNote } from '../../../freshsales/api/request.ts'
import type { Question } from '../question.ts'
import { listIn, recordIn } from '../witness.ts'

/** The edge writes a visit's note once, changes it when the visit goes on, and looks for it after a crash. */
export const notes: Question = {
  title: 'Can a note be changed and found again?',
  calls: 6,
  async ask(laboratory) {
    const contact = await laboratory.makeContact()
    const target = { type: 'Contact', id: Number(contact['id']) } as const
    const made = await laboratory.send(createNote({ description: laboratory.name(), target }))
    const id = Number(recordIn(made, 'note')['id'])
    const description = laboratory.name()
    const changed = await laboratory.send(updateNote(id, description))
    const listed = listIn(await laboratory.send(findNotes(target.id)), 'notes')
    return [
      { what: 'status of a new note', found: made.status, simulator: 200 },
      { what: 'status of PUT /notes/{id}', found: changed.status, simulator: 200 },
      {
        what: 'GET /contacts/{id}/notes shows the changed text',
        found: listed.some((note) => note['id'] === id && note['description'] === description),
        simulator: true,
      },
    ]
  },
}
