import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { fileOfBytes } from '#core/import/file/source.ts'
import { inspectFile } from '#core/import/inspect.ts'
import type { ImportMapInput } from '#core/import/map.ts'
import { foreseeUndo } from '#core/import/undo/foresee.ts'
import { undoBatch } from '#core/import/undo/undo-batch.ts'
import { createPriceList } from '#core/price/write-list.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { bringIn, customerMap, customers, importer } from './bring-in.ts'

let world: World
const office: Actor = { kind: 'system', name: 'office' }

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01' })
	await bringIn(world.books, customerMap, customers)
})
afterAll(() => world.close())

const rows = (query: string) => world.sql.unsafe<Record<string, unknown>[]>(query)
const undo = async (id: string) => {
	const foreseen = expectOk(await look(world.books, importer, foreseeUndo, { id }))
	const { undone, kept } = expectOk(await undoBatch(world.books, importer, { id }))
	expect({ undone, kept: kept }).toEqual({
		undone: foreseen.removed + foreseen.putBack,
		kept: Object.values(foreseen.kept).reduce((sum, count) => sum + count, 0),
	})
	return { undone, kept: foreseen.kept }
}

const contactMap: ImportMapInput = {
	subject: 'contacts',
	source: 'crm',
	columns: {
		email: 'Email',
		customer: 'Account',
		firstName: 'First',
		lastName: 'Last',
		phone: 'Phone',
		billing: 'Bills',
	},
	constants: { language: 'vi' },
	file: { shortRows: 'fill' },
}
const people = `Email,Account,First,Last,Phone,Bills
lan@gamma.example,A-3,Lan,Nguyễn,+84 90,yes
ada@acme.example,A-2,Ada,Acker,,no
nobody@x.example,A-9,No,Body,,
lan@gamma.example,A-2,Lan,Nguyễn,+84 90,
`

test('people come to their customers, known ones stay as they are, and the same file changes nothing', async () => {
	const first = await bringIn(world.books, contactMap, people)
	expect(first).toMatchObject({ created: 3, rejected: 1, problems: ['4: customer_unknown customer'] })
	expect(
		await rows(`select customer.number, contact.name, phone, contact.language, billing from contact
			join customer_contact on contact_id = contact.id join customer on customer.id = customer_id
			where contact.email in ('lan@gamma.example', 'ada@acme.example') and import_key <> 'A-1' order by contact.email, import_key`),
	).toMatchObject([
		{ name: 'Ada Acker', language: 'en', billing: false },
		{ name: 'Ada Acker', billing: true },
		{ name: 'Lan Nguyễn', phone: '+84 90', language: 'vi', billing: true },
		{ name: 'Lan Nguyễn', billing: true },
	])
	expect(await bringIn(world.books, contactMap, people)).toMatchObject({ created: 0, unchanged: 3, rejected: 1 })
})

test('a person is changed where the file has changed, and not where somebody here has meanwhile', async () => {
	const changed = people.replace('+84 90,yes', '+84 91,yes')
	const second = await bringIn(world.books, contactMap, changed)
	expect(second).toMatchObject({ updated: 1, unchanged: 2 })
	expect(await undo(second.id)).toEqual({ undone: 1, kept: {} })
	expect(await rows(`select phone from contact where email = 'lan@gamma.example'`)).toEqual([{ phone: '+84 90' }])
	await world.sql`update contact set phone = '+84 99' where email = 'lan@gamma.example'`
	const third = await bringIn(world.books, contactMap, changed)
	expect(third).toMatchObject({ conflicts: 1, updated: 0 })
	const taken = await bringIn(world.books, { ...contactMap, onConflict: 'file' }, changed)
	expect(taken).toMatchObject({ updated: 1 })
	expect(await rows(`select phone from contact where email = 'lan@gamma.example'`)).toEqual([{ phone: '+84 91' }])
})

test('taken back, who came with it goes; whoever was known stays with their own customer', async () => {
	const more =
		'Email,Account,First,Last,Phone,Bills\nnew@gamma.example,A-3,New,One,,yes\nlan@gamma.example,A-1,Lan the second,,,no\n'
	const { id } = await bringIn(world.books, contactMap, more)
	expect(await undo(id)).toEqual({ undone: 2, kept: {} })
	expect(await rows(`select email from contact where email in ('new@gamma.example', 'lan@gamma.example')`)).toEqual([
		{ email: 'lan@gamma.example' },
	])
	expect(await bringIn(world.books, contactMap, more)).toMatchObject({ created: 2 })
})

const productMap: ImportMapInput = {
	subject: 'products',
	source: 'erp',
	columns: { code: 'Артикул', name: 'Наименование', kind: 'Вид', unit: 'Ед. изм.', active: 'Активен' },
}
const goods = `Артикул;Наименование;Вид;Ед. изм.;Активен
EX-9;Экскаватор;оборудование;шт;да
TO-1;Обслуживание;услуга;час;да
;Выезд;услуга;;да
XX;Странное;небылица;шт;да
`

test('products come by code or by name, and change and go again with their import', async () => {
	const first = await bringIn(world.books, productMap, goods)
	expect(first).toMatchObject({ created: 3, rejected: 1, problems: ['5: choice_unknown kind'] })
	expect(
		await rows(`select code, kind, unit, active from product where name in ('Экскаватор', 'Выезд') order by name`),
	).toEqual([
		{
			code: 'выезд',
			kind: 'service',
			unit: 'piece',
			active: true,
		},
		{ code: 'EX-9', kind: 'equipment', unit: 'шт', active: true },
	])
	expect(await bringIn(world.books, productMap, goods)).toMatchObject({ created: 0, unchanged: 3 })
	const second = await bringIn(world.books, productMap, goods.replace('Экскаватор;', 'Экскаватор гусеничный;'))
	expect(second).toMatchObject({ updated: 1, unchanged: 2 })
	// The later import has to go first.
	expect(await undo(first.id)).toEqual({ undone: 2, kept: { changed_by_import: 1 } })
	expect(await undo(second.id)).toEqual({ undone: 1, kept: {} })
	expect(await rows(`select name from product where code = 'EX-9'`)).toEqual([{ name: 'Экскаватор' }])
})

test('prices go to the catalogue or to a list, and say what cannot be told', async () => {
	await bringIn(world.books, { ...productMap, source: 'again' }, goods)
	await world.sql`
		insert into plan (product_id, code, name, interval_unit, interval_count)
		select id, code || '-' || every, code, every, 1 from product, unnest(array['month', 'year']) as given (every) where code = 'TO-1'`
	expectOk(
		await act(world.books, office, createPriceList, {
			name: 'Partner',
			currency: 'EUR',
			everybody: false,
			validFrom: '2026-01-01',
		}),
	)
	const map: ImportMapInput = {
		subject: 'prices',
		source: 'erp',
		columns: {
			...{ product: 'SKU', interval: 'Period', currency: 'Currency', unitPrice: 'Price', percentOff: 'Off' },
			...{ list: 'Price list', fromQuantity: 'From' },
		},
		file: { shortRows: 'fill' },
	}
	const file = `SKU,Period,Currency,Price,Off,Price list,From
EX-9,,EUR,125000.50,,,
TO-1,monthly,EUR,90,,,
TO-1,,EUR,90,,,
TO-1,yearly,EUR,,10 %,Partner,5
TO-1,yearly,EUR,5,10 %,Partner,6
TO-1,yearly,USD,5,,Partner,7
EX-9,,EUR,,5,,
NO-1,,EUR,1,,,
EX-9,,EUR,1,,Nobody's,
`
	const first = await bringIn(world.books, map, file)
	expect(first).toMatchObject({ created: 3, rejected: 5, conflicts: 1 })
	expect(first.problems).toEqual([
		'4: plan_unclear interval',
		'6: price_unclear unitPrice',
		'7: cannot_change currency',
		'9: product_unknown product',
		'10: price_list_unknown list',
	])
	expect(
		await rows(`select trim_scale(unit_price)::text as price, valid_from::text as from from price join product on product.id = product_id
		where code in ('EX-9', 'TO-1') order by code`),
	).toEqual([
		{ price: '125000.5', from: '2026-03-01' },
		{ price: '90', from: '2026-03-01' },
	])
	// On another day the same prices are nothing new; another price counts from then on.
	world.clock.standOn('2026-04-01')
	expect(await bringIn(world.books, map, file)).toMatchObject({ created: 0, unchanged: 3, conflicts: 1 })
	const dearer = await bringIn(
		world.books,
		map,
		file.replace('monthly,EUR,90', 'monthly,EUR,95').replace('10 %,Partner,5', '12 %,Partner,5'),
	)
	expect(dearer).toMatchObject({ created: 1, updated: 1, unchanged: 1 })
	expect(await undo(dearer.id)).toEqual({ undone: 2, kept: {} })
	expect(await rows(`select trim_scale(percent_off)::text as off from price_list_item`)).toEqual([{ off: '10' }])
	expect(await undo(first.id)).toEqual({ undone: 3, kept: {} })
	expect(await rows('select from price_list_item')).toEqual([])
	// The plans that prices made go with the last of them; one that is also offered stays, and so does one made otherwise.
	const yearly = await bringIn(
		world.books,
		map,
		`${file.slice(0, file.indexOf('EX-9'))}EX-9,yearly,EUR,9,,,\nEX-9,quarterly,EUR,3,,,\nTO-1,yearly,EUR,7,,,\n`,
	)
	expect(yearly).toMatchObject({ created: 3 })
	const again = await bringIn(
		world.books,
		{ ...map, source: 'supplier' },
		'SKU,Period,Currency,Price,Off,Price list,From\nEX-9,yearly,EUR,,5,Partner,\n',
	)
	await world.sql`insert into product_option (product_id, plan_id)
		select product_id, id from plan where interval_count = 3 and product_id = (select id from product where code = 'EX-9')`
	const plansOf = async () =>
		(
			await rows(`select plan.code from plan join product on product.id = product_id
			where product.code in ('EX-9', 'TO-1') order by plan.code`)
		).map(({ code }) => code)
	expect(await undo(yearly.id)).toEqual({ undone: 3, kept: {} })
	expect(await plansOf()).toEqual(['EX-9-1-year', 'EX-9-3-month', 'TO-1-month', 'TO-1-year'])
	expect(await undo(again.id)).toEqual({ undone: 1, kept: {} })
	expect(await plansOf()).toEqual(['EX-9-3-month', 'TO-1-month', 'TO-1-year'])
	expect(await rows(`select facts ->> 'plan' as plan from event where kind = 'plan.withdrawn'`)).toEqual([
		{ plan: 'Экскаватор, 1 year' },
	])
})

test('follow-ups come with their author and next step, stay as they were written, and go with their import', async () => {
	const map: ImportMapInput = {
		subject: 'follow_ups',
		source: 'crm',
		columns: {
			...{ key: 'ID', customer: 'Account', kind: 'Type', happenedOn: { column: 'Date', format: 'ymd' }, text: 'Notes' },
			...{ nextStep: 'Next', nextOn: { column: 'Due', format: 'ymd' }, done: 'Done', author: 'Owner' },
		},
	}
	const file = `ID,Account,Type,Date,Notes,Next,Due,Done,Owner
7,A-1,Phone call,2026-02-03,Asked for an offer,Send it,2026-04-20,no,Gone Colleague
8,A-1,Meeting,2026-02-04,Saw the site,Write it up,2026-02-05,yes,
9,A-2,E-mail,2027-01-01,From the future,,,,
10,A-2,Smoke,2026-01-01,Signals,,,,
11,A-2,note,2026-01-01,Moved,,,,
`
	const first = await bringIn(world.books, map, file)
	expect(first).toMatchObject({
		created: 3,
		rejected: 2,
		problems: ['4: day_in_future happenedOn', '5: choice_unknown kind'],
	})
	expect(
		await rows(
			`select kind, happened_on::text as day, text, next_step, next_on::text, author_name from follow_up where key like 'import %' order by key`,
		),
	).toEqual([
		{ kind: 'other', day: '2026-01-01', text: 'Moved', next_step: '', next_on: null, author_name: '' },
		{
			kind: 'call',
			day: '2026-02-03',
			text: 'Asked for an offer',
			next_step: 'Send it',
			next_on: '2026-04-20',
			author_name: 'Gone Colleague',
		},
		{
			kind: 'visit',
			day: '2026-02-04',
			text: 'Saw the site\n→ Write it up, 2026-02-05',
			next_step: '',
			next_on: null,
			author_name: '',
		},
	])
	expect(await bringIn(world.books, map, file)).toMatchObject({ created: 0, unchanged: 3 })
	const rewritten = await bringIn(world.books, map, file.replace('Moved', 'Moved away'))
	expect(rewritten.problems).toContain('6: cannot_change text')
	expect(await undo(first.id)).toEqual({ undone: 3, kept: {} })
	expect(await rows(`select from follow_up where key like 'import %'`)).toEqual([])
})

test('a check says what loading would do, and keeps nothing', async () => {
	const file =
		'Email,Account,First,Last,Phone,Bills\nchecked@gamma.example,A-3,Checked,Only,,\nchecked@gamma.example,A-3,Checked,Twice,,\n'
	const checked = await bringIn(world.books, contactMap, file, 'check')
	expect(checked).toMatchObject({ created: 1, conflicts: 1 })
	expect(await rows(`select from contact where email like 'checked@%'`)).toEqual([])
})

test.each([
	['contacts', 'Họ tên,Thư điện tử,Mã khách hàng,Di động', ['name', 'email', 'customer', 'phone']],
	['contacts', 'First Name,Last Name,Email,Account ID', ['firstName', 'lastName', 'email', 'customer']],
	['products', '产品编码,产品名称,类型,单位', ['code', 'name', 'kind', 'unit']],
	['products', 'Internal Reference,Name,Product Type,Unit of Measure', ['code', 'name', 'kind', 'unit']],
	['prices', 'Артикул,Прайс-лист,Цена,Валюта,Действует с', ['product', 'list', 'unitPrice', 'currency', 'validFrom']],
	[
		'follow_ups',
		'Дата,Клиент,Вид,Комментарий,Следующий шаг',
		['happenedOn', 'customerName', 'kind', 'text', 'nextStep'],
	],
] as const)('columns of %s are matched by their names: %s', async (subject, header, fields) => {
	const file = fileOfBytes(
		'export.csv',
		new TextEncoder().encode(`${header}\n2026-01-01${','.repeat(header.split(',').length - 1)}\n`),
	)
	const { map } = expectOk(await look(world.books, importer, inspectFile, { subject, file }))
	const matched = Object.fromEntries(Object.entries(map.columns).map(([field, { column }]) => [String(column), field]))
	expect(header.split(',').map((column) => matched[column])).toEqual(fields)
})
