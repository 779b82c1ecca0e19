-- Promise: a secure link stops when its person leaves the customer or their address changes, whatever program did it.
set lock_timeout = '5s';

create function end_links_of_leaver() returns trigger language plpgsql as $$
begin
	update secure_link set revoked_at = now()
	where customer_id = old.customer_id and contact_id = old.contact_id and revoked_at is null;
	return null;
end $$;

create trigger customer_contact_left after delete on customer_contact
	for each row execute function end_links_of_leaver();

-- What lies in the old mailbox opens nothing any more: links, and letters to sign in.
create function end_links_of_old_address() returns trigger language plpgsql as $$
begin
	update secure_link set revoked_at = now()
	where contact_id = new.id and revoked_at is null
		and customer_id in (select customer_id from customer_contact where contact_id = new.id);
	update sign_in_request set used_at = now()
	where used_at is null and account_id in (select id from account where contact_id = new.id);
	return null;
end $$;

create trigger contact_moved after update of email on contact
	for each row when (lower(old.email) <> lower(new.email)) execute function end_links_of_old_address();
