"""The person who signs in, and the one role that opens doors."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    def with_second_step(self):
        """Each person with `has_second_step` known."""
        # By its relation: allauth's models ask for this one.
        authenticators = self.model._meta.get_field("authenticator").related_model
        apps = authenticators.objects.filter(user=models.OuterRef("pk"), type="totp")
        return self.annotate(has_second_step=models.Exists(apps))

    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """Whoever holds the command line vouches for the address: it is confirmed."""
        fields |= {"role": User.Role.ADMINISTRATOR, "is_superuser": True}
        user = self.create_user(email, password, **fields)
        user.emailaddress_set.create(email=user.email, primary=True, verified=True)
        return user

    def get_by_natural_key(self, email):
        """People sign in with any case of their address."""
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """One person. The e-mail address is the identifier; the role decides the rest."""

    class Role(models.TextChoices):
        SEEKER = "seeker", _("job seeker")
        EMPLOYER = "employer", _("employer")
        COUNSELLOR = "counsellor", _("counsellor")
        ANALYST = "analyst", _("analyst")
        MODERATOR = "moderator", _("moderator")
        ADMINISTRATOR = "administrator", _("administrator")

    LANGUAGES = [("fr", "Français"), ("en", "English")]

    email = models.EmailField(_("e-mail address"), unique=True)
    role = models.CharField(_("role"), max_length=16, choices=Role, default=Role.SEEKER)
    language = models.CharField(
        _("language of messages"),
        max_length=2,
        choices=LANGUAGES,
        default="fr",
    )
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        ordering = ["email"]
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_any_case"),
            models.CheckConstraint(
                condition=models.Q(
                    role__in=[
                        "seeker",
                        "employer",
                        "counsellor",
                        "analyst",
                        "moderator",
                        "administrator",
                    ]
                ),
                name="user_role_known",
            ),
        ]

    def __str__(self):
        return self.email

    @cached_property
    def has_second_step(self) -> bool:
        """Whether an authenticator app is set up for the sign-in."""
        return self.authenticator_set.filter(type="totp").exists()

    @property
    def is_staff(self) -> bool:
        """The admin site opens to those who keep the portal, and to no one else."""
        return self.role in {
            self.Role.ANALYST,
            self.Role.MODERATOR,
            self.Role.ADMINISTRATOR,
        }


class Session(AbstractBaseSession):
    """One browser that is signed in or holds a form; `user` is empty for a stranger."""

    # No key in the database: a session may be saved while its person is erased.
    user = models.ForeignKey(
        User, models.CASCADE, null=True, db_constraint=False, related_name="sessions"
    )

    class Meta(AbstractBaseSession.Meta):
        pass

    @classmethod
    def get_session_store_class(cls):
        from accounts.sessions import SessionStore  # which asks for this model

        return SessionStore
