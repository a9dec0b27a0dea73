import { describe, expect, it } from 'vitest'
import { drain, person, send, useCleanEdge } from '../harness.ts'
import { operator } from './console.ts'

useCleanEdge()

const named = (email: string, firstName: string, lastName: string) => ({
  type: 'identify',
  userId: email,
  traits: { email, firstName, lastName },
})

const found = async (text: string) => (await operator.find(text)).map(({ who }) => who)

describe('a search for people', () => {
  it('finds what stands in the middle of an address', async () => {
    await send(named('p0.annli@acme.example', 'Ann', 'Li'), named('bob@acme.example', 'Bob', 'Ray'))
    await drain()
    expect(await found('annli')).toEqual(['p0.annli@acme.example'])
    expect(await found('ANNLI@ACME')).toEqual(['p0.annli@acme.example'])
  })

  it.each([
    ['Marit Vos', 'm@acme.example'],
    ['vos', 'm@acme.example'],
    ['émile', 'e@acme.example'],
    ['ÉMILE ZOLA', 'e@acme.example'],
    ["o'neil", 'o@acme.example'],
    ['zoë ólafs', 'z@acme.example'],
  ])('finds the name %s', async (text, who) => {
    await send(
      named('m@acme.example', 'Marit', 'Vos'),
      named('e@acme.example', 'Émile', 'Zola'),
      named('o@acme.example', 'Una', "O'Neil"),
      named('z@acme.example', 'Zoë', 'Ólafs'),
    )
    await drain()
    expect(await found(text)).toEqual([who])
  })

  it('takes a whole address for that one person, also where others end like it', async () => {
    await send(named('ann@acme.example', 'Ann', 'Li'), named('joann@acme.example', 'Jo', 'Li'))
    await drain()
    expect(await found('ann@acme.example')).toEqual(['ann@acme.example'])
    expect((await found('ann@acme')).sort()).toEqual(['ann@acme.example', 'joann@acme.example'])
  })

  it.each(['%', '_', '"', "'", '\\', '*', '[a]'])('takes %s as it is written', async (sign) => {
    await send(
      named('ann@acme.example', 'Ann', 'Li'),
      named('bob@acme.example', `B${sign}b`, 'Ray'),
    )
    await drain()
    expect(await found(`B${sign}b`)).toEqual(['bob@acme.example'])
  })

  it('shows the newest who said who they are when nothing is asked for', async () => {
    await send(person(1), { type: 'page', anonymousId: 'a-9' }, person(2))
    await drain()
    expect(await operator.search('  ')).toMatchObject({
      subjects: [{ who: 'person2@acme.example' }, { who: 'person1@acme.example' }],
      isMore: false,
    })
  })

  it('shows twenty, and says that there are more', async () => {
    await send(...Array.from({ length: 20 }, (_, index) => person(index)))
    await drain()
    expect(await operator.search('acme')).toMatchObject({ isMore: false })
    await send(person(20))
    await drain()
    for (const text of ['', 'person', 'acme']) {
      const { subjects, isMore } = await operator.search(text)
      expect([text, subjects.length, isMore]).toEqual([text, 20, true])
    }
  })
})

describe('a search for deliveries', () => {
  it('finds them by whom they are about and by what they carried', async () => {
    await send(person(1, { city: 'Roma' }), person(2, { city: 'Turin' }))
    await drain()
    const who = async (query: string) => (await operator.deliveries(query)).map((each) => each.who)
    expect(await who('?text=PERSON1')).toEqual(['person1@acme.example'])
    expect(await who('?text=turin')).toEqual(['person2@acme.example'])
    expect(await who('?text=nobody')).toEqual([])
    expect(await who('?text=')).toHaveLength(2)
  })
})
