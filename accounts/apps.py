from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from accounts import receivers, signals
        from accounts.services import mail, outbox

        outbox.register("accounts.send_mail", mail.send)
        signals.outbox_entry_added.connect(receivers.wake_the_sweeper, dispatch_uid="accounts.wake_the_sweeper")
        user_logged_in.connect(receivers.remember_in_session, dispatch_uid="accounts.remember_in_session")
