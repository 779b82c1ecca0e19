-- Promise: a second press of the same button starts no second payment, and one worker at a time delivers an effect.
set lock_timeout = '5s';

alter table payment
	add column start_key text,
	add column save_card boolean not null default false,
	add constraint payment_start_key_unique unique (start_key);

-- Held while a provider is asked, outside any transaction; a worker that dies gives it up by the passing of time.
alter table outbox add column leased_until timestamptz;

alter table journal_entry drop constraint journal_entry_kind;
alter table journal_entry add constraint journal_entry_kind check (kind in
	('invoice', 'credit_note', 'payment', 'allocation', 'refund', 'refund_failed', 'dispute', 'dispute_won', 'write_off', 'revenue'));
