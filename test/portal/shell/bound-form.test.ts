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
