-- Promise: penalty interest of a contract is billed at most once through a day, on an invoice of its own; what stands on
-- such an invoice names the invoice that was paid late, which is never itself one of penalty interest.
set lock_timeout = '5s';

-- Whether what accrues is invoiced, or only stated.
alter table penalty_terms add column billed boolean not null default false;

-- Of a line of penalty interest, and of a line that credits one: the invoice that was paid late.
alter table invoice_line add column penalty_invoice_id uuid;
alter table invoice_line add constraint invoice_line_penalty foreign key (penalty_invoice_id) references invoice (id) not valid;
create index invoice_line_penalty_of on invoice_line (contract_id, penalty_invoice_id) where penalty_invoice_id is not null;
create index invoice_line_penalty_on on invoice_line (invoice_id) where penalty_invoice_id is not null;
alter table invoice_line drop constraint invoice_line_kind;
alter table invoice_line add constraint invoice_line_kind
	check (kind in ('period', 'charge', 'credit', 'one_off', 'manual', 'credit_note', 'opening', 'instalment', 'penalty')
		and (kind = 'instalment') = (instalment_id is not null)
		and case when kind = 'penalty' then penalty_invoice_id is not null and contract_id is not null and tax_minor = 0
			else penalty_invoice_id is null or kind = 'credit_note' end) not valid;

create function refuse_penalty_on_penalty() returns trigger language plpgsql as $$
begin
	if exists (select from invoice_line where invoice_id = new.penalty_invoice_id and penalty_invoice_id is not null) then
		raise exception 'penalty interest bears no penalty interest' using errcode = 'check_violation';
	end if;
	return null;
end $$;
create trigger invoice_line_penalty_once after insert on invoice_line
	for each row when (new.penalty_invoice_id is not null) execute function refuse_penalty_on_penalty();

-- Through which days a contract was looked at, and the invoice that came of it, if any.
create table penalty_billing (
	contract_id uuid not null references contract (id),
	through_on date not null,
	invoice_id uuid unique references invoice (id) deferrable initially deferred,
	billed_at timestamptz not null,
	primary key (contract_id, through_on)
);
create trigger penalty_billing_frozen before update or delete on penalty_billing
	for each row execute function refuse_change();

-- A waiver of what was invoiced already is a credit note, and is not taken back.
alter table penalty_waiver add column credit_note_id uuid references invoice (id) deferrable initially deferred,
	add constraint penalty_waiver_credited check (credit_note_id is null or undone_on is null);
