import type { Sql } from '#db/client.ts'
import { firstDay } from './contracts.ts'

export const bigContractId = '01890000-0000-7000-8000-0000000000c1'
const customerId = '01890000-0000-7000-8000-0000000000a1'
const partyId = '01890000-0000-7000-8000-0000000000b1'

/** One contract in force with so many lines, each a machine with a serial number, that bills every month from the first day on. */
export async function makeBigContract(sql: Sql, lines: number): Promise<void> {
	await sql.begin(async (transaction) => {
		await transaction.unsafe(`set local session_replication_role = replica; ${statements(lines)}`)
	})
	await sql.unsafe('vacuum (analyze)')
}

const line = `('01890000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`

const statements = (lines: number) => `
	insert into billing_party (id, name, street, postal_code, city, country, tax_number)
		values ('${partyId}', 'Machine Park', 'Main Street 1', '10115', 'Berlin', 'DE', 'DE1');
	insert into customer (id, number, name, language, currency, email, billing_party_id)
		values ('${customerId}', 'B-big', 'Machine Park', 'en', 'EUR', 'pay@machines.example', '${partyId}');
	insert into contract (id, number, title, customer_id, state, currency, starts_on, anchor_on, payment_term_days, notice_days, activated_at)
		values ('${bigContractId}', 'K-big', 'Service of the whole park', '${customerId}', 'active', 'EUR', '${firstDay}', '${firstDay}', 14, 30, now());
	insert into contract_billing (contract_id, next_due_on) values ('${bigContractId}', '${firstDay}');
	insert into amendment (contract_id, sequence, kind, effective_on, recorded_on, recorded_at, recorded_by)
		values ('${bigContractId}', 1, 'original', '${firstDay}', '${firstDay}', now(), 'system:bench');
	insert into contract_line (id, contract_id, position, description, model, serial_number, interval_unit, interval_count)
		select ${line}, '${bigContractId}', n, 'Full service', 'ETV ' || (200 + n % 40), 'SN-' || lpad(n::text, 6, '0'), 'month', 1
		from generate_series(1, ${lines}) as n;
	insert into contract_line_state (contract_line_id, contract_id, sequence, effective_on, starts_on, quantity, unit_price, discount_percent)
		select ${line}, '${bigContractId}', 1, '${firstDay}', '${firstDay}', 1, 80 + n % 25, (array[0, 0, 5])[n % 3 + 1]
		from generate_series(1, ${lines}) as n;`
