import { type Actor, act, type Books, expectOk } from '#core/act.ts'
import type { Language } from '#core/company/read.ts'
import { openEffect } from '#core/outbox/queue.ts'
import { askForRatings } from '#core/rating/ask.ts'
import { setRatingPolicy } from '#core/rating/policy.ts'
import { rate } from '#core/rating/rate.ts'
import { ratingStages } from '#core/rating/stage.ts'
import type { Chance } from './chance.ts'

const actor: Actor = { kind: 'system', name: 'demo' }

/** What people say beside the stars that they give. */
const words: Record<Language, Record<number, string[]>> = {
	en: {
		5: ['Done in a morning, and all has run since.', 'Whoever answers the phone knows our machines.'],
		4: ['Good. The answer could have come a day earlier.', 'Works as promised.'],
		3: ['The work is fine, but nobody told us that it would be a day later.'],
		2: ['We had to ask three times until somebody answered.'],
	},
	ru: {
		5: ['Всё сделали за одно утро, работает без сбоев.', 'Отвечают быстро и по делу.'],
		4: ['Хорошо. Ответ мог бы прийти на день раньше.'],
		3: ['Работой довольны, но о задержке на день никто не предупредил.'],
		2: ['Ответили только с третьего раза.'],
	},
	zh: {
		5: ['半天就完成了，一直很稳定。', '售后人员很熟悉我们的设备。'],
		4: ['不错，如果能早一天答复就更好了。'],
		3: ['服务还可以，但推迟一天没有事先通知。'],
		2: ['催了三次才有人答复。'],
	},
	vi: {
		5: ['Làm xong trong một buổi sáng, mọi thứ chạy ổn định.', 'Nhân viên rất hiểu máy của chúng tôi.'],
		4: ['Tốt. Nếu trả lời sớm hơn một ngày thì càng hay.'],
		3: ['Dịch vụ ổn, nhưng trễ một ngày mà không ai báo trước.'],
		2: ['Phải nhắc ba lần mới có người trả lời.'],
	},
}

const scores = [5, 5, 5, 5, 4, 4, 4, 4, 3, 2]

/** Customers are asked at every stage, and most often twice a year. */
export async function beginAsking(books: Books): Promise<void> {
	expectOk(await act(books, actor, setRatingPolicy, { stages: [...ratingStages], everyDays: 180 }))
}

/** Whoever there is to ask is asked as the worker does; two of three open the letter and answer. */
export async function askAndAnswer(books: Books, chance: Chance): Promise<void> {
	if (expectOk(await act(books, actor, askForRatings, undefined)) === 0) return
	const letters = await books.sql<{ key: string; payload: Record<string, unknown>; language: Language }[]>`
		select key, payload, payload ->> 'language' as language from outbox
		where kind = 'mail' and payload ->> 'letter' = 'rating-asked' and queued_at = ${books.clock.now()}
		order by payload -> 'to' ->> 'email'`
	for (const { key, payload, language } of letters) {
		if (!chance.of(66)) continue
		const { secrets } = openEffect(books, { kind: 'mail', key, payload }).payload
		const score = chance.pick(scores)
		const comment = chance.of(70) ? chance.pick(words[language][score] ?? ['']) : ''
		expectOk(await rate(books, { token: (secrets as { token: string }).token, score, comment }))
	}
}
