"""A server whose certificate is not good for it gives nothing."""

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from datasets.download import PassingFault, fetch
from tests.datasets.fault_server import FaultServer

DAY = timedelta(days=1)


def certificate(path, address: str, expires: datetime) -> ssl.SSLContext:
    """What a server shows that signed for itself; `path` takes its certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")])
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))])
    signed = (
        x509.CertificateBuilder(name, name, key.public_key())
        .serial_number(1)
        .not_valid_before(expires - 9 * DAY)
        .not_valid_after(expires)
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    shown = signed.public_bytes(serialization.Encoding.PEM)
    path.write_bytes(shown)
    path.with_suffix(".key").write_bytes(private + shown)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path.with_suffix(".key"))
    return context


@pytest.mark.parametrize(
    "address, days, trusted, comes",
    [
        ("127.0.0.1", 3, True, True),
        ("127.0.0.1", -3, True, False),
        ("127.0.0.9", 3, True, False),
        ("127.0.0.1", 3, False, False),
    ],
    ids=["good", "expired", "of another host", "of an unknown authority"],
)
def test_a_certificate(tmp_path, settings, monkeypatch, address, days, trusted, comes):
    path = tmp_path / "server.pem"
    tls = certificate(path, address, datetime.now(UTC) + days * DAY)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(path))
    server = FaultServer(b"a,b\n1,2\n", tls)
    settings.DOWNLOAD_HOSTS = [server.host]
    try:
        if comes:
            assert fetch(server.url("good"), {}, 1_000).answer["bytes"] == 8
        else:
            with pytest.raises(PassingFault):
                fetch(server.url("good"), {}, 1_000)
            assert not server.asked
    finally:
        server.close()
