import { expect, test } from 'vitest'
import { boundForm } from '#portal/web/bound-form.ts'

const type = 'application/x-www-form-urlencoded'

async function sent(body: string, contentType: string): Promise<FormData> {
	const request = new Request('http://portal/x', { method: 'POST', body, headers: { 'content-type': contentType } })
	boundForm(request)
	return await request.formData()
}

test('a form is read as it was sent', async () => {
	const form = await sent('name=%D0%90%D0%BD%D0%BD%D0%B0&name=2', type)
	expect(form.getAll('name')).toEqual(['Анна', '2'])
})

test.each(['text/plain', 'application/json', 'multipart/form-data', 'multipart/form-data; boundary=x', 'x/y'])(
	'what is no form but says %s is the sender’s mistake and not ours',
	async (contentType) => {
		await expect(sent('{"intent":"', contentType)).rejects.toMatchObject({ status: 400 })
	},
)

test('a form beyond all measure is refused', async () => {
	await expect(sent('name='.padEnd(3_000_000, 'x'), type)).rejects.toMatchObject({ status: 413 })
})

test.each([
	['lists[99999999].name=1'],
	['list[4294967294]=1'],
	['__proto__.x=1'],
	['a.__proto__[0]=1'],
	['constructor=1'],
	['a.constructor.b=1'],
	['__intent__={"type":"insert"}'],
	['a..b=1'],
	['a[b]=1'],
	[`a${'.b'.repeat(50)}=1`],
])('a field that no page of ours has is the sender’s mistake: %s', async (body) => {
	await expect(sent(body, type)).rejects.toMatchObject({ status: 400 })
})

test.each(['lines[12].was=1', 'choice[0]=1', 'm.01900000-0000-7000-8000-000000000000=1', 'column-3=1', 'done[]=1'])(
	'and one that they have is read: %s',
	async (body) => {
		expect([...(await sent(body, type))]).toHaveLength(1)
	},
)

test('so many fields as no page has are refused', async () => {
	const body = Array.from({ length: 2_001 }, (_, index) => `f${index}=`).join('&')
	await expect(sent(body, type)).rejects.toMatchObject({ status: 413 })
})
