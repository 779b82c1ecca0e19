import { expect, test } from 'vitest'
import { openShop } from '#test/core/amendment/world.ts'

test('the database keeps what a restructuring says of its lines, and whence a line came', async () => {
	const shop = await openShop('2026-03-01')
	await using world = shop.world
	const contractId = await shop.agree()
	const lineId = await shop.lineId()
	const { sql } = world
	const [made] = await sql<{ id: string }[]>`
		insert into restructuring (name, deed, effective_on, made_by, made_at, worked_at)
		values ('One', '{}', '2026-03-01', 'test', now(), now()) returning id`
	const id = made?.id ?? ''
	await sql`insert into restructuring_contract (restructuring_id, contract_id) values (${id}, ${contractId})`
	await expect(sql`update restructuring set state = 'applied' where id = ${id}`).rejects.toThrow(
		'restructuring_applied',
	)
	await expect(sql`update restructuring set state = 'lost', applied_at = now() where id = ${id}`).rejects.toThrow(
		'restructuring_state',
	)
	await expect(sql`update restructuring_contract set sequence = 2`).rejects.toThrow('restructuring_contract_before')
	await expect(sql`update restructuring_contract set undone_by = 2`).rejects.toThrow('restructuring_contract_undone')
	await expect(sql`update restructuring_contract set kept = 'filed'`).rejects.toThrow('restructuring_contract_kept')
	await expect(
		sql`insert into restructuring_line (restructuring_id, contract_id, contract_line_id, after, excluded)
			values (${id}, ${contractId}, ${lineId}, '{}', 'same')`,
	).rejects.toThrow('restructuring_line_told')
	const line = (more: Record<string, unknown>) =>
		sql`insert into contract_line ${sql({ contract_id: contractId, position: 9, description: 'Seats', ...more })}`
	await expect(line({ moved_from: lineId })).rejects.toThrow('contract_line_came')
	await expect(line({ carried_minor: 5n })).rejects.toThrow('contract_line_carried')
})
