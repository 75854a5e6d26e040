"""A paper with everything the style sheet knows."""

from __future__ import annotations

LETTERS = "Ə ə Ğ ğ I ı İ i Ö ö Ü ü Ş ş Ç ç"
RUSSIAN = "Щука ёж Эхо — эффективность"
MARK = "NÜMUNƏ MƏLUMAT – rəsmi sənəd deyil"
FOOTER = "Qaydalar 2014 · nəşr 2015-1 · nəzarət cəmi 9f3a0c41e2"

_ROWS = "".join(
    f'<tr><td class="number">{number}</td><td>Şəxsiyyət vəsiqəsinin verilməsi № {number}</td>'
    f'<td><span class="grade grade-{code}">{word}</span></td><td class="number series-break">{50 + number % 50},0 %</td></tr>'
    for number in range(1, 121)
    for code, word in [
        [("not_electronised", "Elektronlaşdırılmamış"), ("qeyri_kafi", "Qeyri-kafi"), ("kafi", "Kafi"), ("yaxsi", "Yaxşı"), ("ela", "Əla")][number % 5]
    ]
)  # fmt: skip

HTML = f"""
<header class="title-block">
  <p class="issuer">Vətəndaşlara Xidmət və Sosial İnnovasiyalar üzrə Dövlət Agentliyi</p>
  <h1>Elektron xidmətlərin təşkili və göstərilməsi üzrə hesabat</h1>
  <p class="subtitle">2013–2015-ci illər</p>
</header>
<div class="legal-basis"><p>Əsasnamənin 2.1.7-ci bəndi; 2014-cü il 15 yanvar tarixli 1/1-01 nömrəli qərar.</p></div>
<p class="notice">Nümunə məlumat: ayrı-ayrı xidmətlərin cavabları sintetikdir.</p>
<div class="numbered">
<nav class="contents"><ol><li><a href="#how">Necə qiymətləndirilib</a></li><li><a href="#annex">Əlavə</a></li></ol></nav>
<section><h2 id="how">Necə qiymətləndirilib</h2><p>{LETTERS} · {RUSSIAN}</p>
<p>“Kafi”dən “Yaxşı”ya. <em>Kursiv mətn.</em> <a href="https://example.org/">Ünvan</a></p>
<h3>Meyarlar</h3><p>Üç meyar var.</p>
<figure><img src="asset:years.svg" alt="İllər üzrə vəziyyət"><figcaption>Şəkil 1</figcaption></figure></section>
<section class="annex"><h2 id="annex">Əlavə</h2>
<table><caption>Cədvəl 1. Xidmətlər</caption>
<thead><tr><th class="number">Sıra</th><th>Xidmətin adı</th><th>Qiymət</th><th class="number series-break">Faiz</th></tr></thead>
<tbody><tr class="group"><th colspan="4">Daxili İşlər Nazirliyi</th></tr>{_ROWS}</tbody></table></section>
</div>
"""
