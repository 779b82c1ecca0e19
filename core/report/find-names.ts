import type { Scope } from '../act.ts'
import { seenText } from '../field-right/search-text.ts'
import { permit, reach } from '../permit.ts'

type Name = { id: string; name: string }

/** Everything of the company's own that a question can name. */
export type AskableNames = Record<'group' | 'person' | 'customer' | 'product' | 'plan', Name[]>

/**
 * The names that a question may mean: all groups, members (also those who left), products and plans, and the customers;
 * of more than a thousand only those with a name like one of the words of the question.
 */
export async function findAskableNames(scope: Scope, { words }: { words: readonly string[] }): Promise<AskableNames> {
	permit(scope, 'report.read')
	const { sql } = scope
	const most = 1000
	const seen = seenText(scope, 'customer') ?? sql`search_text`
	const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
	const [group, person, product, plan, customer] = await Promise.all([
		sql<Name[]>`select id, name from staff_group order by name collate people`,
		sql<Name[]>`select id, name from staff_user order by left_at nulls first, name collate people limit 500`,
		sql<Name[]>`select id, name from product order by active desc, name collate people limit 500`,
		sql<
			Name[]
		>`select plan.id, product.name || ' ' || plan.name as name from plan join product on product.id = plan.product_id
			order by plan.active desc, product.name collate people, plan.name collate people limit 500`,
		// Each word is looked up in the index by itself, so that a common one does not crowd out the name.
		sql<Name[]>`
			select id, name from customer
			where ${reach(scope).customer()} and ((select count(*) from (select from customer limit ${most + 1}) as few) <= ${most} or id in (
				select like_word.id from unnest(${words as string[]}::text[], ${patterns}::text[]) as said (word, pattern)
				cross join lateral (
					select id from customer
					where ${reach(scope).customer()} and (search_text like plain_text(pattern) or plain_text(word) <% search_text)
							and (${seen} like plain_text(pattern) or plain_text(word) <% ${seen}) limit 100
				) as like_word))
			order by (select max(word_similarity(word, lower(name))) from unnest(${words as string[]}::text[]) as word) desc,
				name collate people
			limit ${most}`,
	])
	return { group: [...group], person: [...person], product: [...product], plan: [...plan], customer: [...customer] }
}
