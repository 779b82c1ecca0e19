-- Promise: a form that changes a contract does one thing, however often it is sent.
set lock_timeout = '5s';

create table change_attempt (
	-- Of several contracts changed together: the first.
	contract_id uuid not null references contract (id),
	-- Made once per form shown.
	key uuid not null,
	-- SHA-256 over who sent it and what it asks for: another change under the same key is not a repetition.
	digest text not null,
	-- What was asked for, as its page tells it: names as they were before.
	told jsonb not null,
	-- What it did: an amendment of the contract with its papers, or a request that a person must agree to.
	sequence integer,
	invoice_ids uuid[] not null default '{}',
	request_id uuid references approval_request (id),
	made_at timestamptz not null,
	primary key (contract_id, key),
	foreign key (contract_id, sequence) references amendment (contract_id, sequence),
	constraint change_attempt_did_one check ((sequence is null) <> (request_id is null)),
	constraint change_attempt_papers check (sequence is not null or cardinality(invoice_ids) = 0)
);
create index change_attempt_by_request on change_attempt (request_id) where request_id is not null;

create function refuse_change_of_attempt() returns trigger language plpgsql as $$
begin
	raise exception 'what a form did is never changed or deleted' using errcode = 'restrict_violation';
end $$;

create trigger change_attempt_frozen before update or delete on change_attempt
	for each row execute function refuse_change_of_attempt();
