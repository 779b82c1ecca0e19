import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** Why a customer leaves, as the company asks it: a code that stays, and its words. */
export type CancelReason = { code: string; labels: Record<Language, string>; position: number; active: boolean }

/** In the order in which they are asked; those not asked any more at the end. */
export async function findCancelReasons({ sql }: Pick<Scope, 'sql'>): Promise<CancelReason[]> {
	return await sql<CancelReason[]>`
		select code, jsonb_build_object('en', label_en, 'ru', label_ru, 'zh', label_zh, 'vi', label_vi) as labels, position, active
		from cancel_reason order by active desc, position, code`
}

/** The code when the company asks for it now, otherwise null: a reason that is missing or unknown stops nobody from leaving. */
export async function knownReason({ sql }: Scope, code: string | null | undefined): Promise<string | null> {
	if (!code) return null
	const [known] = await sql<{ code: string }[]>`select code from cancel_reason where code = ${code} and active`
	return known?.code ?? null
}

/**
 * Adds a reason, or gives one that is there other words, another place, or takes it out of the question. What was said
 * with it before stays. Refuses `input.invalid`.
 */
export async function setCancelReason(scope: Scope, reason: CancelReason): Promise<void> {
	permit(scope, 'company.write')
	const { code, position, active } = reason
	if (!/^[a-z][a-z0-9_]{0,39}$/.test(code)) refuse('input.invalid', { field: 'code', problem: 'invalid' })
	if (!Number.isInteger(position)) refuse('input.invalid', { field: 'position', problem: 'invalid' })
	const labels = { en: '', ru: '', zh: '', vi: '' }
	for (const language of ['en', 'ru', 'zh', 'vi'] as const) {
		labels[language] = reason.labels[language].trim()
		if (!labels[language] || labels[language].length > 200)
			refuse('input.invalid', { field: `labels.${language}`, problem: 'missing' })
	}
	await scope.sql`
		insert into cancel_reason (code, label_en, label_ru, label_zh, label_vi, position, active)
		values (${code}, ${labels.en}, ${labels.ru}, ${labels.zh}, ${labels.vi}, ${position}, ${active})
		on conflict (code) do update set label_en = excluded.label_en, label_ru = excluded.label_ru,
			label_zh = excluded.label_zh, label_vi = excluded.label_vi, position = excluded.position, active = excluded.active`
	await emit(scope, {
		kind: 'company.updated',
		subject: { kind: 'company', id: scope.company.billingPartyId },
		facts: { cancelReason: { code, labels, position, active } },
	})
}
